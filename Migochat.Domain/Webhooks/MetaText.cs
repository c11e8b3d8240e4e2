using System.Text.Json;

namespace Migochat.Webhooks;

/// <summary>Texts of Meta's, and how they are cut for a column of limited length.</summary>
internal static class MetaText
{
    /// <summary>The text; the digits of a number, which some senders put in its place.</summary>
    public static string? Words(this JsonElement element) => element.ValueKind == JsonValueKind.Number ? element.GetRawText() : element.Text();

    /// <summary>The first characters; one fewer where the cut would go through a surrogate pair.</summary>
    public static string Cut(this string text, int length)
    {
        if (text.Length <= length)
            return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
