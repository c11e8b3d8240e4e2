using System.Runtime.InteropServices;

namespace Migochat.Texts;

/// <summary>
/// One message with the words and phrases found in it. The search runs from the last word to the first, so that a class of several
/// words is found before a phrase that needs it. Gaps are short, so the time is proportional to the number of words.
/// </summary>
internal sealed class Reading
{
    private const int MostEdgesAtAWord = 60;

    private readonly Lexicon _lexicon;
    private readonly List<Edge> _edges = new(96);
    private readonly PatternWalk _walk;
    private readonly int[] _first;
    private readonly int[] _end;
    private readonly SymbolSet _seen;

    public Reading(Lexicon lexicon, List<Token> tokens, char[] folded)
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
        foreach (var edge in EdgesAt(at))
        {
            if (edge.Symbol == symbol && edge.End > end)
                end = edge.End;
        }
        return end;
    }

    /// <summary>The number of pattern steps that were tried. It measures the cost without a clock.</summary>
    public int Steps => _walk.Steps;

    /// <summary>The words and classes that begin at this word.</summary>
    public ReadOnlySpan<Edge> EdgesAt(int at) => CollectionsMarshal.AsSpan(_edges)[_first[at].._end[at]];

    private void LookAt(int at)
    {
        _first[at] = _end[at] = _edges.Count;
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
        for (var edge = _first[at]; edge < _end[at]; edge++)
        {
            foreach (var pattern in _lexicon.PatternsFrom(_edges[edge].Symbol))
            {
                if (_seen.HasAll(pattern.Needed) && (!pattern.AtStart || IsStart(at)))
                    _walk.Follow(pattern, 1, at, _edges[edge].End, _edges[edge].Words);
            }
        }
    }

    private void Put(int at, int symbol, int end, ulong words)
    {
        if (_end[at] - _first[at] >= MostEdgesAtAWord)
            return;
        for (var edge = _first[at]; edge < _end[at]; edge++)
        {
            if (_edges[edge].Symbol == symbol && _edges[edge].End == end)
                return;
        }
        _edges.Add(new(symbol, end, words));
        _seen.Add(symbol);
        _end[at] = _edges.Count;
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
