namespace Migochat.Scoring;

/// <summary>The calendar of the shops and their customers: Cairo's, with summer time.</summary>
public static class CairoTime
{
    // The IANA name; .NET finds it on Windows too.
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Africa/Cairo");

    /// <summary>The day in Cairo at a moment in UTC.</summary>
    public static DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, Zone));
}
