namespace Migochat.Benchmarks.Endurance;

/// <summary>Whether a series stays flat.</summary>
public static class Trend
{
    /// <summary>
    /// By how much of their mean the later half of the values rises from its first to its last moment, along the straight line of
    /// least squares; 0 for fewer than two values.
    /// </summary>
    public static double OfLaterHalf(IReadOnlyList<(double At, double Value)> series)
    {
        var half = series.Skip(series.Count / 2).ToArray();
        if (half.Length < 2)
            return 0;

        var (at, mean) = (half.Average(point => point.At), half.Average(point => point.Value));
        var slope = half.Sum(point => (point.At - at) * (point.Value - mean)) / half.Sum(point => (point.At - at) * (point.At - at));
        return slope * (half[^1].At - half[0].At) / mean;
    }
}
