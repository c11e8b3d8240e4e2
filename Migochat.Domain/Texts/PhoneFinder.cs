namespace Migochat.Texts;

/// <summary>Chooses the customer's number from the mobile numbers in a message: the number that the text calls valid, else the first.</summary>
internal sealed class PhoneFinder(Lexicon lexicon)
{
    private readonly int _code = lexicon.Class("code");
    private readonly int _phone = lexicon.Class("phone");
    private readonly int _good = lexicon.Class("phone-valid");
    private readonly int _bad = lexicon.Class("phone-invalid");
    private readonly int _use = lexicon.Class("phone-use");
    private readonly int _if = lexicon.Class("if");

    /// <summary>The number as E.164, or null.</summary>
    public string? Find(AnalysedText reading, string text)
    {
        var written = PhoneDigits.In(text);
        if (written.Count == 0)
            return null;
        string? best = null;
        var bestScore = int.MinValue;
        var previousEnd = 0;
        for (var index = 0; index < written.Count; index++)
        {
            var number = written[index];
            var first = TokenAt(reading, number.Start);
            var next = index + 1 < written.Count ? TokenAt(reading, written[index + 1].Start) : reading.Tokens.Count;
            var end = TokenAt(reading, number.End);
            var score = Before(reading, first, previousEnd) + After(reading, end, next);
            if (!IsCode(reading, first, previousEnd) && score > bestScore)
                (best, bestScore) = (number.Number, score);
            previousEnd = end;
        }
        return best;
    }

    private static int TokenAt(AnalysedText reading, int offset)
    {
        var low = 0;
        var high = reading.Tokens.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (reading.Tokens[middle].Offset < offset)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private bool IsCode(AnalysedText reading, int first, int from)
    {
        for (var at = first - 1; at >= Math.Max(from, first - 5); at--)
        {
            if (reading.EndOf(at, _phone) is var phone && phone >= 0 && phone <= first)
                return IsWithinCode(reading, at, first);
            if (reading.EndOf(at, _code) is var code && code >= 0 && code <= first)
                return true;
        }
        return false;
    }

    // "Tracking number" names a code, although "number" alone names a phone.
    private bool IsWithinCode(AnalysedText reading, int at, int first)
    {
        for (var start = at; start >= Math.Max(0, at - 2); start--)
        {
            if (reading.EndOf(start, _code) is var end && end > at && end <= first)
                return true;
        }
        return false;
    }

    // Judges the words in front of a number, without those that belong to the number before it.
    private int Before(AnalysedText reading, int first, int from)
    {
        var score = 0;
        var start = from == 0 ? Math.Max(0, first - 6) : from + Claimed(reading, from, first);
        for (var at = start; at < first; at++)
            score += reading.Is(at, _use) ? 1 : Judge(reading, at);
        return score;
    }

    private int After(AnalysedText reading, int end, int next)
    {
        var score = 0;
        for (var at = end; at < end + Claimed(reading, end, next); at++)
            score += Judge(reading, at);
        return score;
    }

    // The number of words after a number that still concern it. They end with the clause, at an "and", or at a word that introduces the next number.
    private int Claimed(AnalysedText reading, int end, int next)
    {
        var at = end;
        while (at < next && at - end < 5 && !reading.Tokens[at].EndsClause && !reading.Is(at, _use) && !StartsWithAnd(reading, at))
            at++;
        return at - end;
    }

    private static bool StartsWithAnd(AnalysedText reading, int at) => reading.Folded[reading.Tokens[at].Start] == 'و' && reading.Tokens[at].Length > 3;

    private int Judge(AnalysedText reading, int at)
    {
        if (at > 0 && reading.Is(at - 1, _if))
            return 0;
        if (reading.Is(at, _bad))
            return -2;
        return reading.Is(at, _good) ? 2 : 0;
    }
}
