using Migochat.Data;

namespace Migochat.Texts;

/// <summary>Chooses the customer's place from the places in a message: the destination, else the place where they are, else a place that is only named.</summary>
internal sealed class PlaceFinder(Lexicon lexicon)
{
    private const int Dropped = 0;
    private const int WorksThere = 1;
    private const int ComesFrom = 2;
    private const int Named = 3;
    private const int LivesThere = 4;
    private const int Destination = 5;

    private readonly int _to = lexicon.Class("to");
    private readonly int _send = lexicon.Class("send");
    private readonly int _lives = lexicon.Class("lives");
    private readonly int _from = lexicon.Class("from");
    private readonly int _works = lexicon.Class("works");
    private readonly int _elsewhere = lexicon.Class("elsewhere");
    private readonly int _branch = lexicon.Class("branch");
    private readonly int _others = lexicon.Class("others");
    private readonly int _thing = lexicon.Class("thing");

    public Governorate? Find(AnalysedText reading, List<Phrase> phrases)
    {
        Governorate? best = null;
        var bestRank = (0, 0);
        // From the last phrase to the first, so that the first one wins among equals.
        foreach (var phrase in phrases)
        {
            if (phrase.Meaning.Place is not { } place)
                continue;
            var role = RoleOf(reading, phrase);
            if (role == Dropped || (phrase.Meaning.IsWeak && role == Named && !IsByAnotherPlace(reading, phrase)))
                continue;
            var rank = (phrase.Meaning.IsWeak ? 0 : 1, role);
            if (rank.CompareTo(bestRank) < 0)
                continue;
            bestRank = rank;
            best = place;
        }
        return best;
    }

    private int RoleOf(AnalysedText reading, in Phrase phrase)
    {
        var role = RoleByPrefix(reading.Tokens[phrase.Start].Prefix);
        var sent = false;
        for (var at = phrase.Start - 1; at >= 0 && phrase.Start - at <= 6 && !reading.Tokens[at].EndsClause; at--)
        {
            var isNear = phrase.Start - at <= 3;
            if (Ends(reading, at, _elsewhere, phrase.Start) || (isNear && Ends(reading, at, _branch, phrase.Start)))
                return role == Destination ? role : Dropped;
            if (Ends(reading, at, _others, phrase.Start))
                return role == Destination || IsSent(reading, at) || IsSendingAhead(reading, phrase.End) ? Destination : Dropped;
            if (isNear && role is Named or LivesThere && Ends(reading, at, _works, phrase.Start))
                role = WorksThere;
            if (Ends(reading, at, _send, phrase.Start))
            {
                if (role == ComesFrom && reading.EndOf(at, _send) == phrase.Start - 1)
                    return Dropped;
                sent = role is Named or LivesThere;
            }
            if (isNear && role == Named)
                role = RoleByWord(reading, at, phrase.Start);
        }
        if (role == Named && !sent && IsBranchAfter(reading, phrase))
            return Dropped;
        return sent ? Destination : role;
    }

    private static int RoleByPrefix(char prefix) => prefix switch
    {
        'ل' or 'ع' => Destination,
        'ب' or 'ف' => LivesThere,
        _ => Named,
    };

    private int RoleByWord(AnalysedText reading, int at, int start)
    {
        if (Ends(reading, at, _to, start))
            return Destination;
        if (Ends(reading, at, _lives, start))
            return LivesThere;
        return Ends(reading, at, _from, start) ? ComesFrom : Named;
    }

    private bool IsSent(AnalysedText reading, int before)
    {
        for (var at = before; at >= 0 && before - at <= 6 && !reading.Tokens[at].EndsClause; at--)
        {
            if (reading.Is(at, _send) || reading.Is(at, _to) || reading.Tokens[at].Prefix == 'ل')
                return true;
        }
        return false;
    }

    private bool IsBranchAfter(AnalysedText reading, in Phrase phrase)
    {
        for (var at = phrase.End; at < reading.Tokens.Count && at - phrase.End < 4 && !reading.Tokens[at].EndsClause; at++)
        {
            if (reading.Is(at, _branch))
                return true;
        }
        return false;
    }

    // A name that is also an ordinary word counts only beside a word that makes it a place. After a thing it is an adjective.
    private bool IsByAnotherPlace(AnalysedText reading, in Phrase phrase)
    {
        var tokens = reading.Tokens;
        if (phrase.Start > 0 && (reading.Is(phrase.Start - 1, _thing) || !tokens[phrase.Start - 1].EndsClause && !reading.Is(phrase.Start - 1, lexicon.Place)))
            return false;
        return (phrase.Start > 0 && reading.Is(phrase.Start - 1, lexicon.Place))
            || phrase.End >= tokens.Count || tokens[phrase.End].EndsClause || reading.Is(phrase.End, lexicon.Place) || IsSendingAhead(reading, phrase.End);
    }

    private bool IsSendingAhead(AnalysedText reading, int from)
    {
        for (var at = from; at < reading.Tokens.Count && at - from < 3 && !reading.Tokens[at].EndsClause; at++)
        {
            if (reading.Is(at, _send))
                return true;
        }
        return false;
    }

    private static bool Ends(AnalysedText reading, int at, int symbol, int before) => reading.EndOf(at, symbol) is var end && end >= 0 && end <= before;
}
