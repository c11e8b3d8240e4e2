namespace Migochat.Texts;

/// <summary>A phrase of the lexicon that was found in a message.</summary>
/// <param name="Words">Bit n is set if the token Start + n belongs to it. Words in its gaps do not.</param>
internal readonly record struct Phrase(Meaning Meaning, int Start, int End, ulong Words)
{
    private bool IsNothing => Meaning is { Intents: Intents.None, Place: null, IsWeak: false, IsSilence: false };

    /// <summary>
    /// True if this phrase holds all words of the other one, and has more words or means "nothing". Only places and "nothing" hide a
    /// place, and a weak phrase hides no firm one.
    /// </summary>
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
