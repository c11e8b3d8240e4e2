using System.Runtime.InteropServices;

namespace Migochat.Texts;

/// <summary>
/// One message with the words and phrases found in it. The search runs from the last word to the first, so that a class of several
/// words is found before a phrase that needs it. Gaps are short, so the time is proportional to the number of words.
/// </summary>
internal sealed class AnalysedText
{
    private const int MostMatchesAtAWord = 60;

    private readonly Lexicon _lexicon;
    private readonly List<WordMatch> _matches = new(96);
    private readonly PatternWalk _walk;
    private readonly int[] _first;
    private readonly int[] _end;
    private readonly SymbolSet _seen;

    public AnalysedText(Lexicon lexicon, List<Token> tokens, char[] folded)
    {
        _lexicon = lexicon;
        _walk = new(this, lexicon.Filler);
        Tokens = tokens;
        Folded = folded;
        _first = new int[tokens.Count];
        _end = new int[tokens.Count];
        _seen = new(lexicon.SymbolCount);
        for (var at = tokens.Count - 1; at >= 0; at--)
            LookAt(at);
    }

    public List<Token> Tokens { get; }

    public char[] Folded { get; }

    public List<Phrase> Phrases { get; } = [];

    public bool Is(int at, int symbol) => EndOf(at, symbol) >= 0;

    /// <summary>The end of the longest words of this class that begin here; -1 if none begin here.</summary>
    public int EndOf(int at, int symbol)
    {
        var end = -1;
        foreach (var match in MatchesAt(at))
        {
            if (match.Symbol == symbol && match.End > end)
                end = match.End;
        }
        return end;
    }

    /// <summary>The number of pattern steps that were tried. It measures the cost without a clock.</summary>
    public int Steps => _walk.Steps;

    /// <summary>The words and classes that begin at this word.</summary>
    public ReadOnlySpan<WordMatch> MatchesAt(int at) => CollectionsMarshal.AsSpan(_matches)[_first[at].._end[at]];

    private void LookAt(int at)
    {
        _first[at] = _end[at] = _matches.Count;
        var token = Tokens[at];
        if (token.Kind == TokenKind.Question)
            Put(at, _lexicon.Question, at + 1, 0); // a mark is no word, so it has no part in which phrase hides another
        if (token.EndsClause)
            return;
        if (token.Kind == TokenKind.Number)
            Put(at, _lexicon.Number, at + 1, 1);
        var entry = _lexicon.Find(Folded.AsSpan(token.Start, token.Length), out var prefix);
        if (entry >= 0)
        {
            Tokens[at] = token with { Entry = entry, Prefix = prefix };
            foreach (var symbol in _lexicon.SymbolsOf(entry))
                Put(at, symbol, at + 1, 1);
        }
        for (var match = _first[at]; match < _end[at]; match++)
        {
            foreach (var pattern in _lexicon.PatternsFrom(_matches[match].Symbol))
            {
                if (_seen.HasAll(pattern.Needed) && (!pattern.AtStart || IsStart(at)))
                    _walk.Follow(pattern, 1, at, _matches[match].End, _matches[match].Words);
            }
        }
    }

    private void Put(int at, int symbol, int end, ulong words)
    {
        if (_end[at] - _first[at] >= MostMatchesAtAWord)
            return;
        for (var match = _first[at]; match < _end[at]; match++)
        {
            if (_matches[match].Symbol == symbol && _matches[match].End == end)
                return;
        }
        _matches.Add(new(symbol, end, words));
        _seen.Add(symbol);
        _end[at] = _matches.Count;
    }

    /// <summary>Records a pattern that was matched to its end.</summary>
    public void Found(Meaning meaning, int start, int end, ulong words)
    {
        if (meaning.Class >= 0)
        {
            Put(start, meaning.Class, end, words);
            return;
        }
        Phrases.Add(new(meaning, start, end, words));
        if (meaning.Place is not null)
            Put(start, _lexicon.Place, end, words);
    }

    private bool IsStart(int at)
    {
        while (--at >= 0)
        {
            if (!Tokens[at].EndsClause)
                return false;
        }
        return true;
    }
}
