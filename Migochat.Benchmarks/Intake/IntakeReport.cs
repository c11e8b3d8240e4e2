using System.Globalization;
using Migochat.Benchmarks.Reporting;

namespace Migochat.Benchmarks.Intake;

/// <summary>The results of <c>intake</c>, as a table for people and as one object for machines.</summary>
public sealed class IntakeReport(IReadOnlyList<IntakeSession> sessions)
{
    /// <summary>Every session, in the order they were made.</summary>
    public IReadOnlyList<IntakeSession> Sessions => sessions;

    /// <summary>Where it ran.</summary>
    public Machine Machine { get; } = Machine.Here();

    /// <summary>The ratios, by number of connections.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<IntakeRatio>> Ratios { get; } =
        ByConnections(sessions).ToDictionary(group => group.Key, group => IntakeRatio.All([.. group]));

    /// <summary>Medians and spreads, by number of connections, then system, then metric.</summary>
    public IReadOnlyDictionary<int, Dictionary<IntakeSystem, Dictionary<string, Spread>>> Medians { get; } =
        ByConnections(sessions).ToDictionary(group => group.Key, BySystem);

    /// <summary>One line on a session just made.</summary>
    public static string Line(IntakeSession session)
    {
        var rates = session.Runs.Select(run => string.Create(CultureInfo.InvariantCulture,
            $"{run.Connections} connections {run.RequestsPerSecond,7:N0} requests/s p99 {run.P99Milliseconds,6:N2} ms"));
        return string.Create(CultureInfo.InvariantCulture,
            $"round {session.Round} {Name(session.System),-7}  {string.Join("  ", rates)}  answered {session.Answered:N0}, stored {session.Stored?.ToString("N0", CultureInfo.InvariantCulture) ?? "nothing"}  {session.Fault}").TrimEnd();
    }

    /// <summary>A table for each number of connections.</summary>
    public IEnumerable<string> Tables() => Medians.SelectMany(load => Table(load.Key, load.Value));

    private IEnumerable<string> Table(int connections, Dictionary<IntakeSystem, Dictionary<string, Spread>> systems)
    {
        var rows = new List<IReadOnlyList<string>> { (string[])[$"{connections} connections", .. systems.Keys.Select(Name)] };
        rows.AddRange(IntakeMetric.All.Select(metric =>
            (string[])[metric.Name, .. systems.Values.Select(values => values[metric.Name].Text(metric.Format))]));
        return ["", .. TextTable.Lines(rows), .. Ratios[connections].Select(Line)];
    }

    private static IEnumerable<IGrouping<int, IntakeRun>> ByConnections(IEnumerable<IntakeSession> sessions) =>
        sessions.SelectMany(session => session.Runs).GroupBy(run => run.Connections).OrderBy(group => group.Key);

    private static string Line(IntakeRatio ratio)
    {
        var verdict = ratio.Met switch { true => $"goal {ratio.Goal}: met", false => $"goal {ratio.Goal}: MISSED", null => "" };
        return $"{ratio.Name,-25}  {ratio.Value.Text("N2")}  {verdict}".TrimEnd();
    }

    private static string Name(IntakeSystem system) => system switch
    {
        IntakeSystem.FloorA => "A",
        IntakeSystem.FloorB => "B",
        _ => "product",
    };

    private static Dictionary<IntakeSystem, Dictionary<string, Spread>> BySystem(IEnumerable<IntakeRun> runs) =>
        runs.GroupBy(run => run.System).OrderBy(group => group.Key).ToDictionary(
            group => group.Key,
            group => IntakeMetric.All.ToDictionary(metric => metric.Name, metric => Spread.Of(group.Select(metric.Of)), StringComparer.Ordinal));
}
