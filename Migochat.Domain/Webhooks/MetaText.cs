using System.Text.Json;

namespace Migochat.Webhooks;

/// <summary>Texts of Meta's.</summary>
internal static class MetaText
{
    /// <summary>The text; the digits of a number, which some senders put in its place.</summary>
    public static string? Words(this JsonElement element) => element.ValueKind == JsonValueKind.Number ? element.GetRawText() : element.Text();
}
