using System.Globalization;
using Migochat.Benchmarks.Load;
using Migochat.Benchmarks.Measuring;
using Migochat.Benchmarks.Reporting;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.SlowBodies;

/// <summary>Measures true deliveries beside strangers who begin bodies and never end them; <see cref="Help"/> says how.</summary>
public static class SlowBodiesVerb
{
    /// <summary>The options as <c>--help</c> prints them.</summary>
    public const string Help = """
        Usage: Migochat.Benchmarks slow-bodies [options]
          --attackers N,..  connections that send 4 MiB less a byte under a wrong signature and fall silent (16,24)
          --seconds N       measured time at each number of attackers, and without them (6)
          --rounds N        how often each is measured, on one process (1)
          --connections N   connections that send true deliveries in a closed loop (16)
          --folder DIR      where the database and the published product go (the temporary folder)
        An attacker whose body is ended begins the next after a second.
        """;

    private const int Writers = 1000;
    private const int MessagesPerSecond = 20_000;
    private const double LeastShare = 0.8;
    private static readonly TimeSpan s_warmup = TimeSpan.FromSeconds(8);

    /// <summary>Runs everything and prints the findings; 1 if it could not be finished.</summary>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var attackers = arguments.Counts("--attackers", [16, 24]);
        var duration = TimeSpan.FromSeconds(arguments.Count("--seconds", 6));
        var rounds = arguments.Count("--rounds", 1);
        var connections = arguments.Count("--connections", 16);
        var folder = arguments.Text("--folder") ?? Path.GetTempPath();
        arguments.RejectRest();
        int[] phases = [.. Enumerable.Range(0, rounds).SelectMany(_ => (int[])[0, .. attackers])];
        return await Workspace.RunAsync(folder, own => MeasureAsync(phases, duration, connections, own));
    }

    private static async Task<int> MeasureAsync(int[] phases, TimeSpan duration, int connections, string folder)
    {
        var product = await ProductBuild.PublishAsync(Path.Combine(folder, "published"));
        var pool = MessagePool.Prepare(InventedPeople.Make(Writers), s_warmup + (duration * phases.Length), MessagesPerSecond);
        var share = pool.Count / (phases.Length + 1);
        await using var server = await ServerProcess.StartAsync(ProductServer.Command(product, folder));
        await LoadClient.RunAsync(server.Port, connections, new RequestCursor(pool, 0, share), s_warmup);
        var runs = new List<SlowBodiesRun>();
        for (var phase = 0; phase < phases.Length; phase++)
        {
            await using var strangers = await Strangers.BeginAsync(server.Port, phases[phase]);
            var load = await LoadClient.RunAsync(server.Port, connections, new RequestCursor(pool, share * (phase + 1), share * (phase + 2)), duration);
            runs.Add(new SlowBodiesRun(phases[phase], (load.Requests - load.Refused) / load.Elapsed.TotalSeconds, load.Refused));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{phases[phase]} attackers: {runs[^1].StoredPerSecond:N0} answers of 200 a second, {load.Refused} other answers, p99 {load.Latencies.Milliseconds(0.99):N1} ms"));
        }

        await server.StopAsync();
        foreach (var line in Finding.Lines(Findings(runs)))
            Console.WriteLine(line);
        return 0;
    }

    private static IEnumerable<Finding> Findings(List<SlowBodiesRun> runs)
    {
        var alone = Of(runs, 0, run => run.StoredPerSecond);
        yield return new Finding("200s/s without attackers", alone);
        foreach (var attackers in runs.Select(run => run.Attackers).Where(count => count > 0).Distinct())
        {
            yield return Finding.AtLeast(LeastShare, "at least 0.8", $"200s/s with {attackers}/without", Of(runs, attackers, run => run.StoredPerSecond / alone.Median));
            yield return Finding.WorstAtMost(0, "none", $"refused with {attackers}", Of(runs, attackers, run => run.Refused));
        }
    }

    private static Spread Of(List<SlowBodiesRun> runs, int attackers, Func<SlowBodiesRun, double> value) =>
        Spread.Of(runs.Where(run => run.Attackers == attackers).Select(value));
}

/// <summary>One measured stretch of time.</summary>
/// <param name="Attackers">Connections with unfinished bodies beside it.</param>
/// <param name="StoredPerSecond">True deliveries answered 200 a second.</param>
/// <param name="Refused">True deliveries answered anything else.</param>
public sealed record SlowBodiesRun(int Attackers, double StoredPerSecond, int Refused);
