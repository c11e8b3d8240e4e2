namespace Migochat.Texts;

/// <summary>Every word that the lexicon names, with the symbols (words and classes of words) that patterns know it by.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _stems = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _negatedStems = new(StringComparer.Ordinal);
    private readonly List<List<int>> _symbols = [];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);

    public int SymbolCount => _names.Count;

    /// <summary>The number of a class ({want}) or of a word as the lexicon writes it.</summary>
    public int Symbol(string name)
    {
        if (!_names.TryGetValue(name, out var symbol))
            _names.Add(name, symbol = _names.Count);
        return symbol;
    }

    /// <summary>
    /// Lets the word stand for the symbol. <c>~word</c> is the stem of a verb with whatever is written together with it
    /// (بتوصلوهالي), <c>-word</c> the same between ما and ش (مبتوصلوش).
    /// </summary>
    public void Add(string word, int symbol)
    {
        var table = word[0] switch { '~' => _stems, '-' => _negatedStems, _ => _words };
        var folded = Letters.Fold(word[0] is '~' or '-' ? word[1..] : word);
        if (!table.TryGetValue(folded, out var entry))
        {
            table.Add(folded, entry = _symbols.Count);
            _symbols.Add([]);
        }
        if (!_symbols[entry].Contains(symbol))
            _symbols[entry].Add(symbol);
    }

    public int[][] Symbols() => [.. _symbols.Select(symbols => symbols.ToArray())];

    public WordForms Forms() => new(_words, _stems, _negatedStems);
}
