using System.Text;
using Migochat.Texts;

namespace Migochat.People;

/// <summary>
/// The text that the search finds a lead by, for <c>users.search_text</c>: names, phone in both spellings and psid. It is
/// split into words of folded letters and digits with a blank before each. Pure.
/// </summary>
public static class SearchText
{
    private const int LongestText = 1000;
    private const int MostWords = 8;

    /// <returns>The column's text; unknown values are left out.</returns>
    public static string Of(string? firstName, string? lastName, string? phone, string psid)
    {
        var words = Words($"{firstName} {lastName}").Concat(PhoneWords(phone)).Concat(Words(psid));
        return string.Concat(words.Distinct(StringComparer.Ordinal).Select(word => " " + word));
    }

    /// <summary>The prefixes that a lead's words must have; none if the query holds nothing that can be found.</summary>
    public static IReadOnlyList<string> Asked(string query)
    {
        if (PhoneNumber.Compact(query)?.TrimStart('+') is not { } digits)
            return [.. Words(query).Take(MostWords)];
        digits = digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..] : digits;
        return digits.Length == 0 ? [] : [digits];
    }

    private static List<string> PhoneWords(string? phone) => phone is null ? [] : Words($"{phone} {PhoneNumber.National(phone)}");

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var character in Letters.Plain(text, LongestText))
        {
            var folded = Letters.Fold(character);
            if (folded == Letters.Dropped)
                continue;
            if (char.IsLetterOrDigit(folded))
                word.Append(char.ToLowerInvariant(folded));
            else
                End();
        }

        End();
        return words;

        void End()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
    }
}
