using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Migochat.Texts;

/// <summary>The words and phrases of the files in Texts/Lexicon, prepared for matching. docs/texts.md describes the files.</summary>
internal sealed class Lexicon
{
    private const string Folder = "Migochat.Texts.Lexicon.";

    private readonly int[][] _symbols;
    private readonly Pattern[][] _patterns;
    private readonly WordForms _forms;
    private readonly Dictionary<string, int> _classes;
    private readonly uint[] _hashes;
    private readonly bool[] _hints;

    /// <exception cref="FormatException">A file does not follow the format.</exception>
    public Lexicon(IReadOnlyList<(string Name, string Text)> files)
    {
        var reader = new LexiconReader();
        foreach (var (name, text) in files)
            reader.Read(name, text);
        _classes = reader.Classes();
        Number = _classes["number"];
        Question = _classes["question-mark"];
        Filler = _classes["filler"];
        Place = _classes["place"];
        _symbols = reader.Vocabulary.Symbols();
        _forms = reader.Vocabulary.Forms();
        _patterns = new Pattern[reader.Vocabulary.SymbolCount][];
        foreach (var group in reader.Patterns.GroupBy(pattern => pattern.Steps[0].Value))
            _patterns[group.Key] = [.. group];
        for (var symbol = 0; symbol < _patterns.Length; symbol++)
            _patterns[symbol] ??= [];
        _hashes = new uint[_patterns.Length];
        _hints = new bool[_patterns.Length];
        foreach (var (name, symbol) in reader.Vocabulary.Names)
        {
            _hashes[symbol] = TextHash.Of(name);
            _hints[symbol] = name.StartsWith("{hint-", StringComparison.Ordinal);
        }
        Version = VersionOf(files);
    }

    /// <summary>The lexicon in the assembly.</summary>
    public static Lexicon Embedded { get; } = new(EmbeddedFiles());

    /// <summary>Eight hexadecimal digits. They differ for different files.</summary>
    public string Version { get; }

    /// <summary>The number of symbols. Symbols are numbered from 0.</summary>
    public int SymbolCount => _patterns.Length;

    public int Number { get; }

    public int Question { get; }

    public int Filler { get; }

    public int Place { get; }

    public int Class(string name) => _classes[name];

    public ReadOnlySpan<int> SymbolsOf(int entry) => _symbols[entry];

    /// <summary>The hash of the name of a word or class. It stays the same when other words are added.</summary>
    public uint HashOf(int symbol) => _hashes[symbol];

    /// <summary>True for a class of words that only the model uses.</summary>
    public bool IsHint(int symbol) => _hints[symbol];

    public ReadOnlySpan<Pattern> PatternsFrom(int symbol) => _patterns[symbol];

    public int Find(ReadOnlySpan<char> word, out char prefix) => _forms.Find(word, out prefix);

    private static List<(string, string)> EmbeddedFiles()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var files = new List<(string, string)>();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
            files.Add((name[Folder.Length..], text.ReadToEnd()));
        }
        return files;
    }

    private static string VersionOf(IReadOnlyList<(string Name, string Text)> files)
    {
        var all = string.Join('\n', files.Select(file => $"{file.Name}\n{file.Text.ReplaceLineEndings("\n")}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..8];
    }
}
