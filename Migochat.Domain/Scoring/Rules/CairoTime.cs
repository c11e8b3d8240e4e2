using Migochat.Api;

namespace Migochat.Scoring;

/// <summary>The calendar of Cairo, with summer time. The shops and their customers live by it.</summary>
public static class CairoTime
{
    // The IANA name; .NET finds it on Windows too.
    private const string Name = "Africa/Cairo";

    private static readonly TimeZoneInfo? Zone = TimeZoneInfo.TryFindSystemTimeZoneById(Name, out var zone) ? zone : null;

    /// <summary>The reason why days can't be computed, and the remedy; null if they can.</summary>
    public static string? Refusal =>
        Zone is null ? $"The system has no data of the time zone {Name}. Install its time zone data (the package tzdata on most Linux systems)." : null;

    /// <summary>The day in Cairo at a moment in UTC.</summary>
    public static DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, Known));

    /// <summary>The moment in UTC at which a day in Cairo begins.</summary>
    public static DateTime StartOf(DateOnly day) => LocalTime.ToUtc(day.ToDateTime(TimeOnly.MinValue), Known)!.Value;

    private static TimeZoneInfo Known => Zone ?? throw new InvalidOperationException(Refusal);
}
