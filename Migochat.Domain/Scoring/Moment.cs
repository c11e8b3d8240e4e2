namespace Migochat.Scoring;

internal static class Moment
{
    /// <summary>What the database can tell from the moment before.</summary>
    public static readonly TimeSpan Smallest = TimeSpan.FromMicroseconds(1);

    /// <summary>The moment so much later; null if that is after all time.</summary>
    public static DateTime? After(this DateTime time, TimeSpan span) => span <= DateTime.MaxValue - time ? time + span : null;

    /// <summary>The earlier of two moments, null being never.</summary>
    public static DateTime? Earlier(DateTime? a, DateTime? b) => a is null || b < a ? b : a;
}
