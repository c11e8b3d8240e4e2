namespace Migochat.Benchmarks.Measuring;

/// <summary>One line of the table.</summary>
/// <param name="Format">A .NET number format.</param>
public sealed record Metric(string Name, Func<Measurement, double> Of, string Format)
{
    /// <summary>The lines in their order.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        new("requests/s", run => run.RequestsPerSecond, "N0"),
        new("p50 ms", run => run.P50Milliseconds, "N2"),
        new("p99 ms", run => run.P99Milliseconds, "N2"),
        new("max ms", run => run.MaxMilliseconds, "N1"),
        new("server CPU us/request", run => run.ServerCpuMicroseconds, "N1"),
        new("server peak MB", run => run.ServerPeakMegabytes, "N0"),
        new("client CPU us/request", run => run.ClientCpuMicroseconds, "N1"),
        new("client share of CPU", run => run.ClientShare, "P0"),
        new("processors busy elsewhere", run => run.ElsewhereShare, "P0"),
        new("not 200", run => run.Refused, "N0"),
    ];
}
