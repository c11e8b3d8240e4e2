using Migochat.Benchmarks.Load;
using Migochat.Benchmarks.Measuring;
using Migochat.Benchmarks.Reporting;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Growth;

/// <summary>Measures intake into a small and into a large file; <see cref="GrowthOptions.GrowthHelp"/> says how.</summary>
public static class GrowthVerb
{
    private const string Small = "small";
    private const string Large = "large";
    private const int Writers = 1000;
    private const int MessagesPerSecond = 20_000;

    /// <summary>Runs everything and prints the tables; 1 if a session had a fault or could not be finished.</summary>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var options = GrowthOptions.ReadGrowth(arguments);
        return await Workspace.RunAsync(options.Load.Folder, folder => MeasureAsync(options, folder));
    }

    private static async Task<int> MeasureAsync(GrowthOptions options, string folder)
    {
        var files = await options.FilesAsync();
        var product = await ProductBuild.PublishAsync(Path.Combine(folder, "published"));
        var templates = new List<ServerTemplate>();
        try
        {
            if (options.Server is { } server)
            {
                foreach (var file in files)
                    templates.Add(await ServerTemplate.CopyAsync(server, file, product));
            }

            return await MeasureAsync(options, folder, product, (own, at) => templates.Count > 0 ? templates[at].NewDatabase() : new FileDatabase(own, files[at]));
        }
        finally
        {
            templates.ForEach(template => template.Dispose());
        }
    }

    private static async Task<int> MeasureAsync(GrowthOptions options, string folder, string product, Func<string, int, SessionDatabase> database)
    {
        var systems = new[] { Small, Large }.Select((name, at) => new MeasuredSystem(
            name,
            (own, session) => ProductServer.On(session.ConnectionString, product, own),
            MessagePool.Prepare(InventedPeople.Spread(Writers, options.People[at]), options.Load.Total, MessagesPerSecond),
            own => database(own, at))).ToArray();
        var sessions = await new SessionRunner(options.Load, folder).RunAllAsync(systems);
        return await new SessionReport(sessions, Find).FinishAsync(options.Load.JsonFile);
    }

    private static IReadOnlyList<Finding> Find(IReadOnlyList<Measurement> runs) =>
    [
        Finding.AtMost(1.25, "at most 1.25", "requests/s small/large", Finding.Quotient(runs, Small, Large, run => run.RequestsPerSecond)),
        new("p99 large/small", Finding.Quotient(runs, Large, Small, run => run.P99Milliseconds)),
        new("server CPU large/small", Finding.Quotient(runs, Large, Small, run => run.ServerCpuMicroseconds)),
        Finding.WorstAtMost(1000, "below 1,000 always", "longest answer, large, ms", Spread.Of(runs.Where(run => run.System == Large).Select(run => run.MaxMilliseconds))),
    ];
}
