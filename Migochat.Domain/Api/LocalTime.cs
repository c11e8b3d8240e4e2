namespace Migochat.Api;

/// <summary>Times as a caller wrote them. Pure.</summary>
internal static class LocalTime
{
    /// <param name="time">Of kind UTC or local if it was written with an offset, else unspecified.</param>
    /// <param name="zone">The zone of a time without an offset.</param>
    /// <returns>The moment in UTC; null if it lies outside of the calendar. A time that a zone skips, such as midnight at the start of summer time, is the moment of the skip.</returns>
    public static DateTime? ToUtc(DateTime time, TimeZoneInfo zone)
    {
        if (time.Kind != DateTimeKind.Unspecified)
            return time.ToUniversalTime();
        var ticks = time.Ticks - zone.GetUtcOffset(time).Ticks;
        return ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks ? new DateTime(ticks, DateTimeKind.Utc) : null;
    }
}
