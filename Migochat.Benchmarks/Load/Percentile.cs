namespace Migochat.Benchmarks.Load;

/// <summary>Exact percentiles by nearest rank: always one of the values, never interpolated.</summary>
public static class Percentile
{
    /// <summary>The smallest value that at least <paramref name="share"/> (above 0, up to 1) of the ascending values do not exceed.</summary>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static long Of(ReadOnlySpan<long> ascending, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        if (ascending.IsEmpty)
            throw new ArgumentException("A percentile needs at least one value.", nameof(ascending));

        return ascending[(int)Math.Ceiling(share * ascending.Length) - 1];
    }
}
