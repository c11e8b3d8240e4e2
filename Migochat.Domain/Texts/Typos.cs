namespace Migochat.Texts;

using Lookup = Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>>;

/// <summary>
/// One slip of the finger in a long word of the lexicon: two letters swapped, one missing, one too many, one wrong in the middle.
/// Both sides are compared with one letter left out, so that a word costs as many look-ups as it has letters.
/// </summary>
internal sealed class Typos
{
    private const int Shortest = 5;
    private const int ShortestForOtherLetter = 6;

    private readonly string[] _words;
    private readonly Lookup _entries;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _shortened;

    public Typos(Dictionary<string, int> words)
    {
        _words = [.. words.Keys.Where(word => word.Length >= Shortest)];
        _entries = words.GetAlternateLookup<ReadOnlySpan<char>>();
        var shortened = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < _words.Length; index++)
        {
            for (var gap = 1; gap < _words[index].Length; gap++)
                shortened.TryAdd(_words[index].Remove(gap, 1), index);
        }
        _shortened = shortened.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The entry of the word that was meant, or -1.</summary>
    public int Find(ReadOnlySpan<char> word)
    {
        if (word.Length < Shortest)
            return -1;
        if (word.Length >= ShortestForOtherLetter - 1 && _shortened.TryGetValue(word, out var missing) && _words[missing].Length >= ShortestForOtherLetter)
            return _entries[_words[missing]];
        Span<char> without = stackalloc char[word.Length - 1];
        for (var gap = 1; gap < word.Length; gap++)
        {
            word[..gap].CopyTo(without);
            word[(gap + 1)..].CopyTo(without[gap..]);
            if (without.Length >= ShortestForOtherLetter && _entries.TryGetValue(without, out var entry))
                return entry;
            if (_shortened.TryGetValue(without, out var other) && IsSlip(word, _words[other]))
                return _entries[_words[other]];
        }
        return -1;
    }

    private static bool IsSlip(ReadOnlySpan<char> word, string meant)
    {
        if (word.Length != meant.Length)
            return false;
        var first = word.CommonPrefixLength(meant);
        if (first + 1 < word.Length && word[first] == meant[first + 1] && word[first + 1] == meant[first])
            return word[(first + 2)..].SequenceEqual(meant.AsSpan(first + 2));
        return word.Length >= ShortestForOtherLetter && first > 0 && first < word.Length - 1 && word[(first + 1)..].SequenceEqual(meant.AsSpan(first + 1));
    }
}
