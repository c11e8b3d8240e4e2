using System.Globalization;

namespace Migochat.Benchmarks.Reporting;

/// <summary>The results of several rounds: the middle value (of an even number, the mean of the middle two) and the extremes.</summary>
public sealed record Spread(double Median, double Min, double Max)
{
    /// <summary>The spread of at least one value.</summary>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] ascending = [.. values.Order()];
        var middle = ascending.Length / 2;
        var median = ascending.Length % 2 == 1 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2;
        return new Spread(median, ascending[0], ascending[^1]);
    }

    /// <summary><c>median (min-max)</c>, each in the given .NET number format.</summary>
    public string Text(string format) => $"{Write(Median, format)} ({Write(Min, format)}-{Write(Max, format)})";

    private static string Write(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
