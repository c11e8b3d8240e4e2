using System.Text.Json;
using Migochat.Data;

namespace Migochat.People;

/// <summary>WhatsApp's two kinds of ids for a person: a number, and a business-scoped user id such as <c>EG.1234…</c>.</summary>
internal static class WhatsAppIds
{
    private const int CountryLength = 2;
    private const int MaxUserIdLength = CountryLength + 1 + 128;
    private const string ChangedFrom = "changed from ";

    /// <summary>The digits of a number, without the plus of Meta's own examples; null if it is no number of 5 to 15 digits.</summary>
    public static string? Digits(string? id)
    {
        var digits = id?.TrimStart('+');
        return digits is { Length: >= 5 and <= 15 } && digits.All(char.IsAsciiDigit) ? digits : null;
    }

    /// <summary>The same for a number as it is displayed, such as <c>+20 100 111 2223</c>.</summary>
    public static string? DisplayedDigits(string? number) => number is null ? null : Digits(string.Concat(number.Where(char.IsAsciiDigit)));

    /// <summary>
    /// A country's two letters, a dot and up to 128 letters and digits. A parent id (<c>EG.ENT.1234…</c>) is refused: it stands
    /// for the person at several businesses together.
    /// </summary>
    public static bool IsUserId(string? id) =>
        id is { Length: > CountryLength + 1 and <= MaxUserIdLength }
        && char.IsAsciiLetterUpper(id[0]) && char.IsAsciiLetterUpper(id[1]) && id[CountryLength] == '.'
        && id.Skip(CountryLength + 1).All(char.IsAsciiLetterOrDigit);

    /// <summary>True if the receiver of a message or status is a group. Not every group's id shows that.</summary>
    /// <param name="item">May name the kind in its <c>recipient_type</c>.</param>
    /// <param name="receiver">The receiver's id.</param>
    public static bool IsToGroup(JsonElement item, string? receiver) =>
        "group".Equals(item.Get("recipient_type"u8).Text(), StringComparison.OrdinalIgnoreCase) || IsGroup(receiver);

    public static bool IsGroup(string? id) => id is not null && id.EndsWith("@g.us", StringComparison.OrdinalIgnoreCase);

    public static Identity Identity(string id) =>
        Digits(id) is { } digits ? new Identity(IdentityKind.WhatsAppPhone, digits) : new Identity(IdentityKind.WhatsAppUser, id);

    /// <summary>
    /// The former id in the text of a system message, "… changed from X to Y"; null if it names none. The last such words
    /// count, because the person's name stands before them, and people choose their names themselves.
    /// </summary>
    public static Identity? PreviousIn(string? body)
    {
        var start = body?.LastIndexOf(ChangedFrom, StringComparison.Ordinal) ?? -1;
        if (start < 0)
            return null;
        var id = body![(start + ChangedFrom.Length)..].Split(' ', 2)[0];
        return Digits(id) is not null || IsUserId(id) ? Identity(id) : null;
    }
}
