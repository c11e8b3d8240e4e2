using Migochat.Benchmarks.Measuring;

namespace Migochat.Benchmarks.Intake;

/// <summary>The product against its floors.</summary>
public static class IntakeFindings
{
    /// <summary>The quotients of the runs, which share a number of connections; none if the product did not run.</summary>
    public static IReadOnlyList<Finding> Of(IReadOnlyList<Measurement> runs)
    {
        if (runs.All(run => run.System != IntakeSystems.Product))
            return [];

        return
        [
            Finding.AtLeast(0.7, "at least 0.7", "requests/s product/B", Against(IntakeSystems.FloorB, run => run.RequestsPerSecond)),
            Finding.AtMost(2, "at most 2", "p99 product/B", Against(IntakeSystems.FloorB, run => run.P99Milliseconds)),
            new("requests/s product/A", Against(IntakeSystems.FloorA, run => run.RequestsPerSecond)),
            new("server CPU product/B", Against(IntakeSystems.FloorB, run => run.ServerCpuMicroseconds)),
        ];

        Reporting.Spread Against(string floor, Func<Measurement, double> of) => Finding.Quotient(runs, IntakeSystems.Product, floor, of);
    }
}
