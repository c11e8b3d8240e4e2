namespace Migochat.Texts;

/// <summary>A phrase that was found.</summary>
/// <param name="Words">Bit n: the token Start + n belongs to it. Words in its gaps do not.</param>
internal readonly record struct Phrase(Meaning Meaning, int Start, int End, ulong Words)
{
    /// <summary>Whether every word of the other is one of this one's, which has more.</summary>
    public bool Hides(in Phrase other)
    {
        var shift = other.Start - Start;
        if (shift is < 0 or > 63)
            return false;
        var theirs = other.Words << shift;
        return theirs >> shift == other.Words && (theirs & ~Words) == 0 && theirs != Words;
    }
}
