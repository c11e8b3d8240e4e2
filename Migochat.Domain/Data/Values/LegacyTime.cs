using System.Globalization;

namespace Migochat.Data;

/// <summary>Times as other programs wrote them.</summary>
internal static class LegacyTime
{
    private static readonly string[] Formats = ["yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFzz"];

    /// <summary>
    /// Date and time with a blank or a T between them, with or without a fraction and an offset (none: UTC),
    /// in the form of <see cref="UtcText"/>; null if it is anything else.
    /// </summary>
    public static string? Normalised(object? value) =>
        value is string { Length: > 10 } text
        && DateTimeOffset.TryParseExact(WithBlank(text), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? UtcText.From(time.UtcDateTime)
            : null;

    private static string WithBlank(string text) => text[10] == 'T' ? string.Concat(text.AsSpan(0, 10), " ", text.AsSpan(11)) : text;
}
