namespace Migochat.Texts;

using Lookup = Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>>;

/// <summary>
/// Recognises a long word of the lexicon with one typing error: two letters swapped, one missing, one too many, or one wrong in the
/// middle. Both words are compared with one letter left out, so a word costs as many look-ups as it has letters.
/// </summary>
internal sealed class Typos
{
    private const int Shortest = 5;
    private const int ShortestForOtherLetter = 6;

    private readonly Func<string, bool> _canBeMeant;
    private readonly string[] _words;
    private readonly Lookup _entries;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _shortened;

    /// <param name="canBeMeant">False for words that are too similar to other words.</param>
    public Typos(Dictionary<string, int> words, Func<string, bool> canBeMeant)
    {
        _words = [.. words.Keys.Where(word => word.Length >= Shortest && canBeMeant(word))];
        _entries = words.GetAlternateLookup<ReadOnlySpan<char>>();
        _canBeMeant = canBeMeant;
        var shortened = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < _words.Length; index++)
        {
            for (var gap = 1; gap < _words[index].Length; gap++)
                shortened.TryAdd(_words[index].Remove(gap, 1), index);
        }
        _shortened = shortened.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The entry of the intended word, or -1.</summary>
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
            if (without.Length >= ShortestForOtherLetter && _entries.TryGetValue(without, out var entry) && _canBeMeant(without.ToString()))
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
