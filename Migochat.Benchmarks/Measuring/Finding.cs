using Migochat.Benchmarks.Reporting;

namespace Migochat.Benchmarks.Measuring;

/// <summary>One figure that a design decision depends on.</summary>
/// <param name="Goal">The wanted value, in words; null if it is only reported.</param>
/// <param name="Met">Whether it reaches the goal; null without one.</param>
public sealed record Finding(string Name, Spread Value, string? Goal = null, bool? Met = null)
{
    /// <summary>A figure whose median should not be below <paramref name="least"/>; <paramref name="goal"/> states that in words.</summary>
    public static Finding AtLeast(double least, string goal, string name, Spread value) => new(name, value, goal, value.Median >= least);

    /// <summary>A figure whose median should not exceed <paramref name="most"/>; <paramref name="goal"/> states that in words.</summary>
    public static Finding AtMost(double most, string goal, string name, Spread value) => new(name, value, goal, value.Median <= most);

    /// <summary>A figure that should never exceed <paramref name="most"/>, which <paramref name="goal"/> says in words.</summary>
    public static Finding WorstAtMost(double most, string goal, string name, Spread value) => new(name, value, goal, value.Max <= most);

    /// <summary>One system against another: the quotient within each round, so that drift between rounds cancels, then the median over rounds.</summary>
    public static Spread Quotient(IReadOnlyList<Measurement> runs, string system, string other, Func<Measurement, double> of) => Spread.Of(
        from run in runs
        where run.System == system
        select of(run) / of(runs.Single(against => against.System == other && against.Round == run.Round)));

    /// <summary>The findings as they are printed.</summary>
    public static IEnumerable<string> Lines(IEnumerable<Finding> findings) =>
        TextTable.Lines([.. findings.Select(finding => (string[])[finding.Name, finding.Value.Text("N2"), finding.Verdict])]);

    private string Verdict => Met switch { true => $"goal {Goal}: met", false => $"goal {Goal}: MISSED", null => "" };
}
