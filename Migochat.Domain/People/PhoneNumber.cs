using System.Text;
using System.Text.RegularExpressions;
using Migochat.Texts;

namespace Migochat.People;

/// <summary>Phone numbers as people type them. Pure.</summary>
internal static partial class PhoneNumber
{
    /// <summary>E.164; null for a text that is no phone number. A number without a country code is Egyptian.</summary>
    public static string? Parse(string text)
    {
        if (Compact(text) is not { } compact)
            return null;
        if (compact.StartsWith("00", StringComparison.Ordinal))
            compact = "+" + compact[2..];
        if (Egyptian().Match(compact) is { Success: true } match)
            return "+20" + match.Groups["rest"].Value;
        return !compact.StartsWith("+20", StringComparison.Ordinal) && International().IsMatch(compact) ? compact : null;
    }

    /// <summary>An Egyptian number as it is dialled in Egypt, such as 01001112223; null for another country's.</summary>
    public static string? National(string e164) => e164.StartsWith("+20", StringComparison.Ordinal) ? "0" + e164[3..] : null;

    /// <summary>The digits, with a leading plus if there is one; null if the text holds anything but digits and their separators.</summary>
    public static string? Compact(string text)
    {
        var compact = new StringBuilder();
        foreach (var character in text)
        {
            var folded = Letters.Fold(character);
            if (Letters.IsDigit(folded) || (folded == '+' && compact.Length == 0))
                compact.Append(folded);
            else if (folded != Letters.Dropped && !char.IsWhiteSpace(folded) && folded is not ('-' or '.' or '/' or '(' or ')'))
                return null;
        }

        return compact.Length == 0 ? null : compact.ToString();
    }

    // A mobile number; a landline of Cairo with eight digits; or another area code of one or two digits and seven more.
    [GeneratedRegex(@"^(\+?20)?0?(?<rest>1[0125][0-9]{8})\z|^(\+?20|0)0?(?<rest>2[0-9]{8}|3[0-9]{7}|[4-9][0-9]{8})\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Egyptian();

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex International();
}
