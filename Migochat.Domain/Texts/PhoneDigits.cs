using Migochat.Data;

namespace Migochat.Texts;

/// <param name="Start">The position of the first digit in the message; <paramref name="End"/> is the one after the last digit.</param>
/// <param name="Number">E.164.</param>
internal readonly record struct WrittenPhone(int Start, int End, string Number);

/// <summary>
/// Finds Egyptian mobile numbers in a text: 01 and one of 0, 1, 2, 5, then eight digits, with or without +20, 0020, 20 or +2 in front.
/// Separators between the digits do not matter. Numbers of other lengths and countries are left out as a whole.
/// </summary>
internal static class PhoneDigits
{
    private const int MostGroups = 24;

    public static List<WrittenPhone> In(string text)
    {
        List<WrittenPhone> found = [];
        var groups = new List<(int Start, int End, string Digits, bool Plus)>();
        for (var at = 0; at < text.Length;)
        {
            if (!Letters.IsDigit(Letters.Fold(text[at])))
            {
                at++;
                continue;
            }
            groups.Clear();
            at = ReadRun(text, at, groups);
            if (groups.Sum(group => group.Digits.Length) >= 11)
                Split(groups, found);
        }
        return found;
    }

    // Groups of digits with at most four separators between them, of which at most two are no spaces.
    private static int ReadRun(string text, int at, List<(int Start, int End, string Digits, bool Plus)> groups)
    {
        while (true)
        {
            var start = at;
            while (at < text.Length && IsDigitOrMark(text[at]))
                at++;
            groups.Add((start, at, Digits(text.AsSpan(start, at - start)), IsCountryMark(text, start)));
            var next = at;
            var others = 0;
            for (; next < text.Length && next - at < 4 && IsSeparator(text[next]); next++)
                others += text[next] is ' ' or '\u00A0' || PlainText.IsDirection(text[next]) ? 0 : 1;
            if (next == at || next >= text.Length || others > 2 || !Letters.IsDigit(Letters.Fold(text[next])) || groups.Count == MostGroups)
                return Math.Max(at, start + 1);
            at = next;
        }
    }

    private static bool IsDigitOrMark(char character) => Letters.Fold(character) is var folded && (Letters.IsDigit(folded) || (folded == Letters.Dropped && character is not ('\'' or '’' or '‘' or '`' or '´')));

    private static bool IsSeparator(char character) => character is ' ' or '\u00A0' or '-' or '.' or '/' or '(' or ')' or '_' or '+' or '‐' or '‑' or '–' or '—' || PlainText.IsDirection(character);

    private static string Digits(ReadOnlySpan<char> written)
    {
        Span<char> digits = stackalloc char[Math.Min(written.Length, 32)];
        var length = 0;
        foreach (var character in written)
        {
            if (length < digits.Length && Letters.Fold(character) is var digit and not Letters.Dropped)
                digits[length++] = digit;
        }
        return digits[..length].ToString();
    }

    // A plus in front of the number. A bracket or a mark of direction may be between them.
    private static bool IsCountryMark(string text, int start)
    {
        for (var at = start - 1; at >= 0 && start - at <= 3; at--)
        {
            if (text[at] == '+')
                return true;
            if (text[at] is not ('(' or ' ') && !PlainText.IsDirection(text[at]))
                return false;
        }
        return false;
    }

    private static void Split(List<(int Start, int End, string Digits, bool Plus)> groups, List<WrittenPhone> found)
    {
        for (var first = 0; first < groups.Count; first++)
        {
            var joined = "";
            for (var last = first; last < groups.Count && joined.Length + groups[last].Digits.Length <= 15; last++)
            {
                if (last > first && groups[last].Plus)
                    break;
                joined += groups[last].Digits;
                if (EgyptianMobile.FromDigits(joined, groups[first].Plus) is not { } number || !EndsHere(groups, first, last))
                    continue;
                found.Add(new(groups[first].Start, groups[last].End, number));
                first = last;
                joined = null;
                break;
            }
            // Another country's number, or a number that is too long. No part of it is a number of its own.
            if (joined is not null && (groups[first].Plus || groups[first].Digits.StartsWith("00", StringComparison.Ordinal)) && groups[first].Digits.Length < 11)
                return;
        }
    }

    // If digits are left over, the number in groups is too long, unless they begin a new number.
    private static bool EndsHere(List<(int Start, int End, string Digits, bool Plus)> groups, int first, int last) =>
        last + 1 == groups.Count || first == last || groups[last + 1].Plus || groups[last + 1].Digits is ['0', '1', ..] or ['0', '0', ..] or ['2', '0', '1', ..];
}
