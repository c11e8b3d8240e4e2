using System.Diagnostics;
using System.Globalization;
using Migochat.Benchmarks.Load;
using Migochat.Benchmarks.Measuring;
using Migochat.Benchmarks.Reporting;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Replies;

/// <summary>Measures the sending of replies, and the intake beside it; <see cref="RepliesOptions.Help"/> says how.</summary>
public static class RepliesVerb
{
    private const string FunctionKey = "benchmark-of-replies-0123456789abcdef";
    private const int Writers = 1000;
    private const int MessagesPerSecond = 20_000;
    private const int Alone = 2000;
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

    /// <summary>Runs everything and prints the findings; 1 if a reply was not sent exactly once and in order.</summary>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var options = RepliesOptions.Read(arguments);
        return await Workspace.RunAsync(options.Folder, folder => MeasureAsync(options, folder));
    }

    private static async Task<int> MeasureAsync(RepliesOptions options, string folder)
    {
        var product = await ProductBuild.PublishAsync(Path.Combine(folder, "published"));
        var pool = MessagePool.Prepare(InventedPeople.Make(Writers), options.Warmup + (options.Duration * 2), MessagesPerSecond);
        await using var graph = await SlowGraph.StartAsync(options.Latency);
        await using var server = await ServerProcess.StartAsync(Command(product, folder, graph));
        using var staff = new ReplyClient(server.Port, FunctionKey);
        await staff.WriteAsync(server.Port, options.People);

        await staff.QueueAsync(options.People);
        await SentAsync(graph, options.People);
        await staff.QueueAsync(Alone);
        await SentAsync(graph, options.People + Alone);
        var perSecond = graph.PerSecondAfter(options.People);

        var share = pool.Count / 3;
        await LoadClient.RunAsync(server.Port, options.Connections, new RequestCursor(pool, 0, share), options.Warmup);
        var before = server.Usage();
        var alone = await LoadClient.RunAsync(server.Port, options.Connections, new RequestCursor(pool, share, 2 * share), options.Duration);
        await staff.FloodAsync(options.Replies, Path.Combine(folder, ProductServer.DatabaseName));
        var first = graph.Count;
        var beside = await LoadClient.RunAsync(server.Port, options.Connections, new RequestCursor(pool, 2 * share, pool.Count), options.Duration);
        var sentBeside = (graph.Count - first) / beside.Elapsed.TotalSeconds;
        var after = server.Usage();
        var all = options.People + Alone + options.Replies;
        await SentAsync(graph, all);
        await server.StopAsync();

        Finding[] findings =
        [
            new("sends/s alone", Spread.Of([perSecond])),
            new("sends/s beside the intake", Spread.Of([sentBeside])),
            Finding.AtLeast(0.9, "at least 0.9", "intake requests/s beside replies/alone", Spread.Of([beside.RequestsPerSecond / alone.RequestsPerSecond])),
            Finding.AtMost(1.5, "at most 1.5", "intake p99 beside replies/alone", Spread.Of([beside.Latencies.Milliseconds(0.99) / alone.Latencies.Milliseconds(0.99)])),
            new("memory, MB more with the flood", Spread.Of([(after.ResidentBytes - before.ResidentBytes) / 1e6])),
            Finding.WorstAtMost(0, "none", "people with a reply twice or out of order", Spread.Of([graph.Disordered])),
        ];
        Console.WriteLine(string.Join(Environment.NewLine, Finding.Lines(findings)));
        return graph.Count == all && graph.Disordered == 0 && alone.Refused + beside.Refused == 0 ? 0 : 1;
    }

    private static ServerCommand Command(string product, string folder, SlowGraph graph)
    {
        var command = ProductServer.Command(product, folder);
        var environment = new Dictionary<string, string>(command.Environment, StringComparer.Ordinal)
        {
            ["graph_base_url"] = graph.Url,
            ["fb_page_access_token"] = "benchmark",
            ["replies_per_second"] = "1000",
            ["FunctionKeys__default"] = FunctionKey,
        };
        return command with { Environment = environment };
    }

    private static async Task SentAsync(SlowGraph graph, int count)
    {
        var started = Stopwatch.GetTimestamp();
        while (graph.Count < count)
        {
            if (Stopwatch.GetElapsedTime(started) > s_longest)
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"After five minutes {graph.Count} of {count} replies were sent."));
            await Task.Delay(s_look);
        }
    }
}
