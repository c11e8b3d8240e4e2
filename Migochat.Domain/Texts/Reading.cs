using System.Runtime.InteropServices;

namespace Migochat.Texts;

/// <summary>
/// One message with the words and phrases found in it. Phrases are looked for from the last word to the first, so that a class made
/// of several words is known before the phrase in front of it asks for it. Gaps are short: the time grows with the words alone.
/// </summary>
internal sealed class Reading
{
    private const int MostEdgesAtAWord = 60;

    private readonly Lexicon _lexicon;
    private readonly List<Edge> _edges = new(96);
    private readonly int[] _first;
    private readonly int[] _end;

    public Reading(Lexicon lexicon, List<Token> tokens, char[] folded)
    {
        _lexicon = lexicon;
        Tokens = tokens;
        Folded = folded;
        _first = new int[tokens.Count];
        _end = new int[tokens.Count];
        for (var at = tokens.Count - 1; at >= 0; at--)
            LookAt(at);
    }

    public List<Token> Tokens { get; }

    public char[] Folded { get; }

    public List<Phrase> Phrases { get; } = [];

    public bool Is(int at, int symbol) => EndOf(at, symbol) >= 0;

    /// <summary>Where the words of a class that begin here end; -1 where none begin.</summary>
    public int EndOf(int at, int symbol)
    {
        for (var edge = _first[at]; edge < _end[at]; edge++)
        {
            if (_edges[edge].Symbol == symbol)
                return _edges[edge].End;
        }
        return -1;
    }

    private void LookAt(int at)
    {
        _first[at] = _end[at] = _edges.Count;
        var token = Tokens[at];
        if (token.Kind == TokenKind.Question)
            Put(at, _lexicon.Question, at + 1, 1);
        if (token.EndsClause)
            return;
        if (token.Kind == TokenKind.Number)
            Put(at, _lexicon.Number, at + 1, 1);
        var entry = _lexicon.Find(Folded.AsSpan(token.Start, token.Length), out var prefix);
        if (entry < 0)
            return;
        Tokens[at] = token with { Entry = entry, Prefix = prefix };
        foreach (var symbol in _lexicon.SymbolsOf(entry))
            Put(at, symbol, at + 1, 1);
        for (var edge = _first[at]; edge < _end[at]; edge++)
        {
            foreach (var pattern in _lexicon.PatternsFrom(_edges[edge].Symbol))
            {
                if (!pattern.AtStart || IsStart(at))
                    Follow(pattern, 1, at, _edges[edge].End, _edges[edge].Words);
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
        _end[at] = _edges.Count;
    }

    private bool Follow(Pattern pattern, int step, int start, int at, ulong words)
    {
        if (step == pattern.Steps.Length)
        {
            Found(pattern.Meaning, start, at, words);
            return true;
        }
        var wanted = pattern.Steps[step];
        switch (wanted.Kind)
        {
            case Step.Word:
                return FollowWord(pattern, step, start, at, words) || (IsFiller(at) && Follow(pattern, step, start, at + 1, words));
            case Step.Gap:
                for (var skipped = 0; skipped <= wanted.Value; skipped++)
                {
                    if (Follow(pattern, step + 1, start, at + skipped, words))
                        return true;
                    if (at + skipped >= Tokens.Count || Tokens[at + skipped].EndsClause)
                        return false;
                }
                return false;
            case Step.End:
                return OnlyFillers(at) && Follow(pattern, step + 1, start, at, words);
            case Step.NotNext:
                return !IsNext(at, wanted.Value) && Follow(pattern, step + 1, start, at, words);
            default:
                return !IsAhead(at, wanted.Value) && Follow(pattern, step + 1, start, at, words);
        }
    }

    private bool FollowWord(Pattern pattern, int step, int start, int at, ulong words)
    {
        if (at >= Tokens.Count || at - start > 60)
            return false;
        for (var edge = _first[at]; edge < _end[at]; edge++)
        {
            var found = _edges[edge];
            if (found.Symbol == pattern.Steps[step].Value && Follow(pattern, step + 1, start, found.End, words | (found.Words << (at - start))))
                return true;
        }
        return false;
    }

    private void Found(Meaning meaning, int start, int end, ulong words)
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

    private bool IsFiller(int at) => at < Tokens.Count && Is(at, _lexicon.Filler);

    private bool IsNext(int at, int symbol)
    {
        while (IsFiller(at))
            at++;
        return at < Tokens.Count && Is(at, symbol);
    }

    private bool IsAhead(int at, int symbol)
    {
        for (var ahead = at; ahead < Math.Min(at + 8, Tokens.Count); ahead++)
        {
            if (Is(ahead, symbol))
                return true;
            if (Tokens[ahead].EndsClause)
                return false;
        }
        return false;
    }

    private bool IsStart(int at)
    {
        while (--at >= 0)
        {
            // Words further back have not been looked at yet.
            if (!Tokens[at].EndsClause)
                return false;
        }
        return true;
    }

    private bool OnlyFillers(int at)
    {
        for (; at < Tokens.Count; at++)
        {
            if (!Tokens[at].EndsClause && !IsFiller(at))
                return false;
        }
        return true;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Edge(int Symbol, int End, ulong Words);
}
