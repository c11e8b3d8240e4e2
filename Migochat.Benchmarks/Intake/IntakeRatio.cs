using Migochat.Benchmarks.Reporting;

namespace Migochat.Benchmarks.Intake;

/// <summary>The product against a floor: the quotient within each round, so that drift between rounds cancels, then the median over rounds.</summary>
/// <param name="Goal">What it should be, in words; null if it is only reported.</param>
/// <param name="Met">Whether the median reaches the goal; null without one.</param>
public sealed record IntakeRatio(string Name, Spread Value, string? Goal, bool? Met)
{
    private const double LeastRate = 0.7;
    private const double MostP99 = 2;

    /// <summary>All ratios of the runs, which share a number of connections; none if the product did not run.</summary>
    public static IReadOnlyList<IntakeRatio> All(IReadOnlyList<IntakeRun> runs)
    {
        if (runs.All(run => run.System != IntakeSystem.Product))
            return [];

        var rate = Quotient(runs, IntakeSystem.FloorB, run => run.RequestsPerSecond);
        var p99 = Quotient(runs, IntakeSystem.FloorB, run => run.P99Milliseconds);
        return
        [
            new("requests/s product/B", rate, "at least 0.7", rate.Median >= LeastRate),
            new("p99 product/B", p99, "at most 2", p99.Median <= MostP99),
            new("requests/s product/A", Quotient(runs, IntakeSystem.FloorA, run => run.RequestsPerSecond), Goal: null, Met: null),
            new("server CPU product/B", Quotient(runs, IntakeSystem.FloorB, run => run.ServerCpuMicroseconds), Goal: null, Met: null),
        ];
    }

    private static Spread Quotient(IReadOnlyList<IntakeRun> runs, IntakeSystem floor, Func<IntakeRun, double> of) => Spread.Of(
        from run in runs
        where run.System == IntakeSystem.Product
        select of(run) / of(runs.Single(other => other.System == floor && other.Round == run.Round)));
}
