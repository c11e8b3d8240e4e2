namespace Migochat.Texts;

/// <summary>Matches one pattern against the words of a message. Gaps and looks ahead are limited, so the cost of a pattern is limited too.</summary>
internal sealed class PatternWalk(AnalysedText reading, int filler)
{
    private const int LongestPhrase = 60;

    public int Steps { get; private set; }

    public bool Follow(Pattern pattern, int step, int start, int at, ulong words)
    {
        Steps++;
        if (step == pattern.Steps.Length)
        {
            reading.Found(pattern.Meaning, start, at, words);
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
                    if (at + skipped >= reading.Tokens.Count || reading.Tokens[at + skipped].EndsClause)
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
        if (at >= reading.Tokens.Count || at - start > LongestPhrase)
            return false;
        foreach (var found in reading.MatchesAt(at))
        {
            if (found.Symbol == pattern.Steps[step].Value && Follow(pattern, step + 1, start, found.End, words | (found.Words << (at - start))))
                return true;
        }
        return false;
    }

    private bool IsFiller(int at) => at < reading.Tokens.Count && reading.Is(at, filler);

    private bool IsNext(int at, int symbol)
    {
        while (IsFiller(at))
            at++;
        return at < reading.Tokens.Count && reading.Is(at, symbol);
    }

    private bool IsAhead(int at, int symbol)
    {
        for (var ahead = at; ahead < Math.Min(at + 8, reading.Tokens.Count); ahead++)
        {
            if (reading.Is(ahead, symbol))
                return true;
            if (reading.Tokens[ahead].EndsClause)
                return false;
        }
        return false;
    }

    private bool OnlyFillers(int at)
    {
        for (; at < reading.Tokens.Count; at++)
        {
            if (!reading.Tokens[at].EndsClause && !IsFiller(at))
                return false;
        }
        return true;
    }
}
