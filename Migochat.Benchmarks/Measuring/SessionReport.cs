using Migochat.Benchmarks.Reporting;

namespace Migochat.Benchmarks.Measuring;

/// <summary>The results of a verb that compares systems, as a table for people and as one object for machines.</summary>
/// <param name="find">The findings of the runs that share a number of connections.</param>
public sealed class SessionReport(IReadOnlyList<MeasuredSession> sessions, Func<IReadOnlyList<Measurement>, IReadOnlyList<Finding>> find)
{
    /// <summary>Every session, in the order they were made.</summary>
    public IReadOnlyList<MeasuredSession> Sessions => sessions;

    /// <summary>Where it ran.</summary>
    public Machine Machine { get; } = Machine.Here();

    /// <summary>The findings by number of connections.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<Finding>> Findings { get; } =
        ByConnections(sessions).ToDictionary(group => group.Key, group => find([.. group]));

    /// <summary>Medians and spreads, by number of connections, then system, then metric.</summary>
    public IReadOnlyDictionary<int, Dictionary<string, Dictionary<string, Spread>>> Medians { get; } =
        ByConnections(sessions).ToDictionary(group => group.Key, group => BySystem(group, [.. sessions.Where(session => session.Round == 1).Select(session => session.System)]));

    /// <summary>Prints a table for each number of connections and writes the JSON file, if there is to be one; 1 if a session had a fault.</summary>
    public async Task<int> FinishAsync(string? jsonFile)
    {
        foreach (var line in Medians.SelectMany(load => Table(load.Key, load.Value)))
            Console.WriteLine(line);

        if (jsonFile is not null)
            await JsonReport.WriteAsync(jsonFile, this);

        return sessions.Any(session => session.Fault is not null) ? 1 : 0;
    }

    private IEnumerable<string> Table(int connections, Dictionary<string, Dictionary<string, Spread>> systems)
    {
        var rows = new List<IReadOnlyList<string>> { (string[])[$"{connections} connections", .. systems.Keys] };
        rows.AddRange(Metric.All.Select(metric =>
            (string[])[metric.Name, .. systems.Values.Select(values => values[metric.Name].Text(metric.Format))]));
        return ["", .. TextTable.Lines(rows), .. Findings[connections] is [_, ..] findings ? Finding.Lines(findings) : []];
    }

    private static IEnumerable<IGrouping<int, Measurement>> ByConnections(IEnumerable<MeasuredSession> sessions) =>
        sessions.SelectMany(session => session.Runs).GroupBy(run => run.Connections).OrderBy(group => group.Key);

    private static Dictionary<string, Dictionary<string, Spread>> BySystem(IEnumerable<Measurement> runs, List<string> order) =>
        runs.GroupBy(run => run.System, StringComparer.Ordinal).OrderBy(group => order.IndexOf(group.Key)).ToDictionary(
            group => group.Key,
            group => Metric.All.ToDictionary(metric => metric.Name, metric => Spread.Of(group.Select(metric.Of)), StringComparer.Ordinal),
            StringComparer.Ordinal);
}
