namespace Migochat.Texts;

using Lookup = Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>>;

/// <summary>Finds the word of the lexicon for a written one that is elongated, conjugated, mistyped, joined with particles, or in another Arabizi.</summary>
internal sealed class WordForms(Dictionary<string, int> words, Dictionary<string, int> stems, Dictionary<string, int> negatedStems, HashSet<string> ordinary)
{
    private readonly Lookup _words = Spans(words);
    private readonly Lookup _squeezed = Spans(Keyed(words.Keys, words, Squeezed));
    private readonly Lookup _sounds = Spans(Keyed(words.Keys.Where(word => Letters.IsLatin(word[^1]) && (ordinary.Contains(word) || Arabizi.Sound(word).Length > 3)), words, Arabizi.Sound));
    private readonly ArabicVerbs _verbs = new(Spans(stems), Spans(negatedStems));
    private readonly Typos _typos = new(words, word => ordinary.Contains(word) || word.Length > 6);

    /// <summary>The entry of the word, or -1.</summary>
    public int Find(ReadOnlySpan<char> word, out char prefix)
    {
        prefix = '\0';
        if (_words.TryGetValue(word, out var entry))
            return entry;
        if (Letters.IsDigit(word[0]) && Letters.IsDigit(word[^1]))
            return -1;
        Span<char> squeezed = stackalloc char[Tokenizer.LongestWord];
        squeezed = squeezed[..Letters.Squeeze(word, squeezed)];
        var known = Letters.IsArabic(word[0]) ? FindArabic(word, squeezed, out prefix) : FindLatin(word, squeezed);
        if (known < 0)
            known = _typos.Find(word);
        return known;
    }

    private int FindArabic(ReadOnlySpan<char> word, ReadOnlySpan<char> squeezed, out char prefix)
    {
        if (Particles(word, out var entry, out prefix) || _verbs.Find(word, out entry) || IsDrawnOut(word, squeezed, out entry))
            return entry;
        if (squeezed.Length != word.Length && (Particles(squeezed, out entry, out prefix) || _verbs.Find(squeezed, out entry)))
            return entry;
        return RunTogether(word);
    }

    // سعرالكفر: the space before the article is missing. The first word tells the subject of the question.
    private int RunTogether(ReadOnlySpan<char> word)
    {
        var article = word.Length > 6 ? word[3..^3].IndexOf("ال") + 3 : 0;
        return article > 2 && _words.TryGetValue(word[..article], out var entry) ? entry : -1;
    }

    // Particles (and, with, to, from, like, the), in this order: و ف / ب ل ك ع ف ه / ال.
    private bool Particles(ReadOnlySpan<char> word, out int entry, out char prefix)
    {
        prefix = '\0';
        if (word.Length > 2 && word[0] is 'و' or 'ف' && (_words.TryGetValue(word[1..], out entry) || Preposition(word[1..], out entry, out prefix)))
            return true;
        return Preposition(word, out entry, out prefix);
    }

    private bool Preposition(ReadOnlySpan<char> word, out int entry, out char prefix)
    {
        prefix = '\0';
        entry = -1;
        if (word.Length < 4)
            return false;
        if (word.StartsWith("ال") && _words.TryGetValue(word[2..], out entry))
            return true;
        if (word[0] is not ('ب' or 'ل' or 'ك' or 'ع' or 'ف' or 'ه'))
            return false;
        prefix = word[0];
        if (word.StartsWith("لل"))
            return WithArticle(word[2..], out entry) || _words.TryGetValue(word[2..], out entry);
        if (word[1..].StartsWith("ال") && word.Length > 5)
            return _words.TryGetValue(word[1..], out entry) || _words.TryGetValue(word[3..], out entry);
        return word[0] is 'ب' or 'ل' && _words.TryGetValue(word[1..], out entry);
    }

    private bool WithArticle(ReadOnlySpan<char> word, out int entry)
    {
        Span<char> whole = stackalloc char[Tokenizer.LongestWord + 2];
        "ال".CopyTo(whole);
        word.CopyTo(whole[2..]);
        return _words.TryGetValue(whole[..(word.Length + 2)], out entry);
    }

    private bool IsDrawnOut(ReadOnlySpan<char> word, ReadOnlySpan<char> squeezed, out int entry)
    {
        entry = -1;
        return (squeezed.Length != word.Length || word.Length > 3) && _squeezed.TryGetValue(squeezed, out entry);
    }

    private int FindLatin(ReadOnlySpan<char> word, ReadOnlySpan<char> squeezed)
    {
        if (IsDrawnOut(word, squeezed, out var drawnOut))
            return drawnOut;
        foreach (var particle in Arabizi.Particles)
        {
            if (word.Length >= particle.Length + 3 && word.StartsWith(particle) && _words.TryGetValue(word[particle.Length..], out var entry))
                return entry;
        }
        if (word.Length > 3 && word[^1] == 's' && _words.TryGetValue(word[..^1], out var singular))
            return singular;
        Span<char> sound = stackalloc char[Tokenizer.LongestWord];
        sound = sound[..Arabizi.Sound(word, sound)];
        return sound.Length >= 3 && word.Length >= 4 && _sounds.TryGetValue(sound, out var sounding) ? sounding : -1;
    }

    private static string Squeezed(string word)
    {
        Span<char> squeezed = stackalloc char[word.Length];
        return squeezed[..Letters.Squeeze(word, squeezed)].ToString();
    }

    // The first word of the lexicon with this key keeps it.
    private static Dictionary<string, int> Keyed(IEnumerable<string> words, Dictionary<string, int> entries, Func<string, string> key)
    {
        var keyed = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in words)
            keyed.TryAdd(key(word), entries[word]);
        return keyed;
    }

    private static Lookup Spans(Dictionary<string, int> table) => table.GetAlternateLookup<ReadOnlySpan<char>>();
}
