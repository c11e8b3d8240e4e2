using Migochat.Data;

namespace Migochat.Texts;

/// <summary>Reads the lexicon's files. A file has sections; a line holds one phrase or several, separated by commas; # starts a comment.</summary>
internal sealed class LexiconReader
{
    private readonly HashSet<string> _defined = new(StringComparer.Ordinal) { "number", "question-mark", "place" };
    private readonly HashSet<string> _used = new(StringComparer.Ordinal) { "filler", "number", "question-mark", "place" };

    public Vocabulary Vocabulary { get; } = new();

    public List<Pattern> Patterns { get; } = [];

    /// <exception cref="FormatException">Names the file and the line.</exception>
    public void Read(string file, string text)
    {
        Meaning? meaning = null;
        var isWords = false;
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            try
            {
                if (line[0] == '[')
                    isWords = (meaning = Heading(line)) is null;
                else if (isWords)
                    ReadClass(line);
                else
                    ReadPhrases(line, meaning ?? throw new FormatException("a phrase before the first [section]"));
            }
            catch (FormatException problem)
            {
                throw new FormatException($"{file}, line {number}: {problem.Message}", problem);
            }
        }
    }

    /// <summary>The symbols of all classes, by name.</summary>
    public Dictionary<string, int> Classes()
    {
        if (_used.FirstOrDefault(name => !_defined.Contains(name) && name != "filler") is { } unknown)
            throw new FormatException($"no line defines {{{unknown}}}");
        return _defined.Append("filler").Distinct(StringComparer.Ordinal).ToDictionary(name => name, Symbol, StringComparer.Ordinal);
    }

    private int Symbol(string name) => Vocabulary.Symbol($"{{{name}}}");

    // [words] is null; [order], [complaint delivery], [nothing], [silence], [place red_sea], [availability weak], [place cairo weak], [order sure], [silence sure].
    private static Meaning? Heading(string line)
    {
        var words = line.Trim('[', ']').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["words"])
            return null;
        if (words is ["silence", ..])
            return new(Intents.None, IsSilence: true, IsSure: words[^1] == "sure");
        if (words is ["place", var name, ..])
            return EnumText.TryFromWire<Governorate>(name, out var place)
                ? new(Intents.None, place, words[^1] == "weak")
                : throw new FormatException($"no governorate is called {name}");
        var intents = Intents.None;
        foreach (var word in words.Where(word => word is not ("nothing" or "weak" or "sure")))
            intents |= EnumText.TryFromWire<Intents>(word, out var intent) ? intent : throw new FormatException($"no intent is called {word}");
        return new(intents, IsWeak: words[^1] == "weak", IsSure: words[^1] == "sure");
    }

    private void ReadClass(string line)
    {
        if (line.Split(':', 2) is not [var name, var members])
            throw new FormatException("a line of [words] is name: word, word");
        _defined.Add(name.Trim());
        ReadPhrases(members, new(Intents.None, Class: Symbol(name.Trim())));
    }

    private void ReadPhrases(string line, Meaning meaning)
    {
        foreach (var phrase in line.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            foreach (var words in PhraseText.Variants(phrase))
                Add(words, meaning);
        }
    }

    private void Add(string[] words, Meaning meaning)
    {
        if (words is [var only] && meaning.Class >= 0 && only[0] is not ('{' or '^'))
        {
            Vocabulary.Add(only, meaning.Class);
            return;
        }
        var atStart = words[0] == "^";
        var steps = words.Skip(atStart ? 1 : 0).Select(word => StepOf(word, meaning.Place is not null)).ToArray();
        if (steps.Length == 0 || steps[0].Kind != Step.Word)
            throw new FormatException($"'{string.Join(' ', words)}' does not begin with a word");
        Patterns.Add(new(meaning, atStart, steps));
    }

    private PatternStep StepOf(string word, bool isName) => word switch
    {
        "$" => new(Step.End, 0),
        ".." => new(Step.Gap, 3),
        "..." => new(Step.Gap, 8),
        ['!', '.', '.', .. var rest] => new(Step.NotAhead, SymbolOf(rest, isName)),
        ['!', .. var rest] => new(Step.NotNext, SymbolOf(rest, isName)),
        _ => new(Step.Word, SymbolOf(word, isName)),
    };

    private int SymbolOf(string word, bool isName)
    {
        if (word is ['{', .. var name, '}'])
        {
            _used.Add(name);
            return Vocabulary.Symbol(word);
        }
        var symbol = Vocabulary.Symbol(word[0] is '~' or '-' ? word : Letters.Fold(word));
        Vocabulary.Add(word, symbol, isName);
        return symbol;
    }
}
