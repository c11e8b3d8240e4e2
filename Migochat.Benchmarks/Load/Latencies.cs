using System.Diagnostics;

namespace Migochat.Benchmarks.Load;

/// <summary>How long answers took. Percentiles are exact, by nearest rank: always one of the values, never interpolated.</summary>
public sealed class Latencies
{
    private readonly long[] _ascending;

    private Latencies(long[] ascending) => _ascending = ascending;

    /// <summary>How many answers there were.</summary>
    public int Count => _ascending.Length;

    /// <summary>Those of the given answers.</summary>
    public static Latencies Of(IEnumerable<LoadAnswer> answers)
    {
        long[] ascending = [.. answers.Select(answer => answer.Latency)];
        Array.Sort(ascending);
        return new Latencies(ascending);
    }

    /// <summary>The shortest time in milliseconds that <paramref name="share"/> (above 0, up to 1) of the answers did not exceed; 0 if there were none.</summary>
    public double Milliseconds(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        return Count == 0 ? 0 : _ascending[(int)Math.Ceiling(share * Count) - 1] * 1000.0 / Stopwatch.Frequency;
    }
}
