using System.Globalization;
using System.Text.Json;

namespace Migochat.Data;

/// <summary>Reads the times of the Graph API, such as <c>2026-11-20T10:02:11+0000</c>. Pure.</summary>
internal static class MetaTime
{
    private static readonly string[] Formats = ["yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:ss.fffzzz"];

    /// <returns>UTC; null if it is none.</returns>
    public static DateTime? Read(JsonElement element) =>
        element.Text() is { } text && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.UtcDateTime : null;
}
