namespace Migochat.Data;

/// <summary>Comparisons and sums of UTC times. A missing time loses every comparison.</summary>
internal static class Moment
{
    /// <summary>The smallest difference between two stored times: <see cref="UtcText"/> keeps microseconds.</summary>
    public static readonly TimeSpan Smallest = TimeSpan.FromMicroseconds(1);

    /// <summary>The time plus the span; null if no <see cref="DateTime"/> is that late.</summary>
    public static DateTime? After(this DateTime time, TimeSpan span) => span <= DateTime.MaxValue - time ? time + span : null;

    public static DateTime Earlier(DateTime a, DateTime b) => b < a ? b : a;

    public static DateTime? Earlier(DateTime? a, DateTime? b) => a is null || b < a ? b : a;

    public static DateTime Later(DateTime a, DateTime b) => b > a ? b : a;

    public static DateTime? Later(DateTime? a, DateTime? b) => a is null || b > a ? b : a;
}
