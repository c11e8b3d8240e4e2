namespace Migochat.Texts;

/// <summary>Every word of the lexicon, with the symbols (words and classes of words) that patterns use for it.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _stems = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _negatedStems = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ordinary = new(StringComparer.Ordinal);
    private readonly List<List<int>> _symbols = [];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly HashSet<int> _classes = [];

    public int SymbolCount => _names.Count;

    /// <summary>The words and classes, each with its symbol.</summary>
    public IReadOnlyDictionary<string, int> Names => _names;

    /// <summary>The number of a class ({want}) or of a word in the lexicon's spelling.</summary>
    public int Symbol(string name)
    {
        if (!_names.TryGetValue(name, out var symbol))
        {
            _names.Add(name, symbol = _names.Count);
            if (name[0] == '{')
                _classes.Add(symbol);
        }
        return symbol;
    }

    /// <summary>
    /// Adds the symbol to the word. <c>~word</c> is the stem of a verb with all prefixes and suffixes (بتوصلوهالي), <c>-word</c> the same
    /// between ما and ش (مبتوصلوش).
    /// </summary>
    /// <param name="isName">True for the name of a place. A short one is too easily a mistyped other word.</param>
    public void Add(string word, int symbol, bool isName = false)
    {
        var table = word[0] switch { '~' => _stems, '-' => _negatedStems, _ => _words };
        var folded = Letters.Fold(word[0] is '~' or '-' ? word[1..] : word);
        if (!table.TryGetValue(folded, out var entry))
        {
            table.Add(folded, entry = _symbols.Count);
            _symbols.Add([]);
        }
        if (!isName)
            _ordinary.Add(folded);
        if (!_symbols[entry].Contains(symbol))
            _symbols[entry].Add(symbol);
    }

    /// <summary>
    /// The symbols of each entry. A word that is listed with its article or "and" is also the word without it: السعر is a سعر. A word
    /// that only phrases name, and no class, also counts as its verb: ابعتلها is a ~بعت.
    /// </summary>
    public int[][] Symbols()
    {
        foreach (var (word, entry) in _words)
        {
            var particle = word.StartsWith("ال", StringComparison.Ordinal) ? 2 : word.StartsWith('و') && word.Length > 4 ? 1 : 0;
            if (particle > 0 && _words.TryGetValue(word[particle..], out var bare))
                _symbols[entry].AddRange(_symbols[bare].Except(_symbols[entry]));
        }
        var verbs = new ArabicVerbs(_stems.GetAlternateLookup<ReadOnlySpan<char>>(), _negatedStems.GetAlternateLookup<ReadOnlySpan<char>>());
        foreach (var (word, entry) in _words)
        {
            if (!_symbols[entry].Exists(_classes.Contains) && verbs.Find(word, out var verb))
                _symbols[entry].AddRange(_symbols[verb].Except(_symbols[entry]));
        }
        return [.. _symbols.Select(symbols => symbols.ToArray())];
    }

    public WordForms Forms() => new(_words, _stems, _negatedStems, _ordinary);
}
