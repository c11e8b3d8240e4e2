namespace Migochat.Texts;

/// <summary>A phrase that was found.</summary>
/// <param name="Words">Bit n: the token Start + n belongs to it. Words in its gaps do not.</param>
internal readonly record struct Phrase(Meaning Meaning, int Start, int End, ulong Words)
{
    private bool IsNothing => Meaning is { Intents: Intents.None, Place: null, IsWeak: false, IsSilence: false };

    /// <summary>Whether every word of the other is one of this one's, which has more, or means "nothing".
    /// A place is hidden by places and by "nothing" alone, a firm phrase by no weak one.</summary>
    public bool Hides(in Phrase other)
    {
        if (other.Meaning.Place is not null && Meaning.Place is null && Meaning.Intents is not (Intents.None or Intents.Greeting))
            return false;
        if (Meaning.IsWeak && !other.Meaning.IsWeak && Meaning.Intents != Intents.None)
            return false;
        var shift = other.Start - Start;
        if (shift is < 0 or > 63)
            return false;
        var theirs = other.Words << shift;
        return theirs >> shift == other.Words && (theirs & ~Words) == 0 && (theirs != Words || (IsNothing && !other.IsNothing));
    }
}
