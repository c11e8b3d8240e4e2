using Migochat.Data;

namespace Migochat.Scoring;

/// <summary>The decay of points: full up to and including one age, then linear down to nothing at another. Half points round up.</summary>
/// <param name="Full">The age up to which all points count.</param>
/// <param name="Zero">The age from which no points count.</param>
internal sealed record Decay(TimeSpan Full, TimeSpan Zero)
{
    private readonly long _zero = Micros(Zero);
    private readonly long _fading = Micros(Zero - Full);

    /// <summary>The points left at an age; an age below zero, from a clock ahead of ours, counts as zero.</summary>
    public int Points(int points, TimeSpan age)
    {
        if (age <= Full)
            return points;
        return age >= Zero ? 0 : (int)((2 * points * (_zero - Micros(age)) + _fading) / (2 * _fading));
    }

    /// <summary>The first time after now at which <see cref="Points"/> gives less, exact to the microsecond; null if never.</summary>
    public DateTime? NextChange(int points, DateTime from, DateTime now)
    {
        var left = Points(points, now - from);
        if (left == 0)
            return null;
        // The points fall below `left` as soon as less time remains than it takes to earn `left` minus a half.
        var remaining = Ceiling(_fading * (2 * left - 1), 2 * points);
        return from.After(TimeSpan.FromMicroseconds(_zero - remaining + 1));
    }

    private static long Ceiling(long a, long b) => (a + b - 1) / b;

    private static long Micros(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;
}
