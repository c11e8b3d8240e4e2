using Migochat.Benchmarks.Measuring;

namespace Migochat.Benchmarks.Intake;

/// <summary>The product against its floors.</summary>
public static class IntakeFindings
{
    /// <summary>The quotients of the runs, which share a number of connections; none if the product did not run.</summary>
    /// <param name="runs">The measured ones.</param>
    /// <param name="isOnServer">They stored in PostgreSQL.</param>
    public static IReadOnlyList<Finding> Of(IReadOnlyList<Measurement> runs, bool isOnServer)
    {
        if (runs.All(run => run.System != IntakeSystems.Product))
            return [];

        var (rate, latency) = isOnServer ? (0.35, 3) : (0.7, 2);
        List<Finding> findings =
        [
            Finding.AtLeast(rate, $"at least {rate}", "requests/s product/B", Quotient(IntakeSystems.Product, IntakeSystems.FloorB, run => run.RequestsPerSecond)),
            Finding.AtMost(latency, $"at most {latency}", "p99 product/B", Quotient(IntakeSystems.Product, IntakeSystems.FloorB, run => run.P99Milliseconds)),
            new("requests/s product/A", Quotient(IntakeSystems.Product, IntakeSystems.FloorA, run => run.RequestsPerSecond)),
            new("server CPU product/B", Quotient(IntakeSystems.Product, IntakeSystems.FloorB, run => run.ServerCpuMicroseconds)),
        ];
        if (isOnServer)
        {
            findings.Add(Finding.AtLeast(
                1, "at least 1", "requests/s two products/product", Quotient(IntakeSystems.Two, IntakeSystems.Product, run => run.RequestsPerSecond)));
        }

        if (runs.Any(run => run.System == IntakeSystems.Far))
        {
            findings.Add(Finding.AtLeast(
                0.5, "at least 0.5 with 1 ms", "requests/s far product/product", Quotient(IntakeSystems.Far, IntakeSystems.Product, run => run.RequestsPerSecond)));
        }

        return findings;

        Reporting.Spread Quotient(string system, string floor, Func<Measurement, double> of) => Finding.Quotient(runs, system, floor, of);
    }
}
