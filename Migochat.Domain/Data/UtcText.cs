using System.Globalization;

namespace Migochat.Data;

/// <summary>Times as the database holds them: UTC text <c>yyyy-MM-dd HH:mm:ss.ffffff</c>, which sorts as it reads.</summary>
public static class UtcText
{
    /// <summary>26 characters.</summary>
    public const string Format = "yyyy-MM-dd HH:mm:ss.ffffff";

    /// <summary>SQL for now in that format; SQLite's own clock stops at milliseconds.</summary>
    public const string SqlNow = "strftime('%Y-%m-%d %H:%M:%f000','now')";

    public static string From(DateTime utc) => utc.ToString(Format, CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">The text is not in <see cref="Format"/>.</exception>
    public static DateTime Parse(string text) =>
        DateTime.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static string? OrNull(DateTime? utc) => utc is { } time ? From(time) : null;

    /// <summary>The present moment in the database's precision, so that what is written equals what is read back.</summary>
    public static DateTime Now(this TimeProvider time) => Truncate(time.GetUtcNow().UtcDateTime);

    /// <summary>Cuts to whole microseconds.</summary>
    public static DateTime Truncate(DateTime utc) => utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
}
