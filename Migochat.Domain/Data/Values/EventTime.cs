namespace Migochat.Data;

/// <summary>Determines the time of an event: its own, else its entry's, else the time of its receipt.</summary>
public static class EventTime
{
    private static readonly DateTime Earliest = new(2010, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>How far an event may be ahead of its receipt.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    // Seconds stay below this until the year 5138; milliseconds have been above it since 1973.
    private const long FirstMilliseconds = 100_000_000_000;

    /// <param name="own">The event's timestamp in Unix seconds or milliseconds; the magnitude tells which.</param>
    /// <param name="entry">The entry's, likewise.</param>
    /// <param name="receivedAt">UTC.</param>
    public static DateTime Resolve(long? own, long? entry, DateTime receivedAt) =>
        Sane(own, receivedAt) ?? Sane(entry, receivedAt) ?? UtcText.Truncate(receivedAt);

    /// <summary>The moment, if it lies between 2010 and five minutes after the receipt.</summary>
    public static DateTime? Sane(long? timestamp, DateTime receivedAt)
    {
        if (timestamp is not { } value || value <= 0 || value > 100 * FirstMilliseconds)
            return null;
        var milliseconds = value >= FirstMilliseconds ? value : value * 1000;
        var time = DateTime.UnixEpoch.AddMilliseconds(milliseconds);
        return time >= Earliest && time <= receivedAt + Ahead ? time : null;
    }
}
