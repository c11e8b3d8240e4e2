using System.Globalization;
using Migochat.Benchmarks.Growth;
using Migochat.Benchmarks.Load;
using Migochat.Benchmarks.Measuring;
using Migochat.Benchmarks.Reporting;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Burst;

/// <summary>Measures big deliveries beside single messages; <see cref="GrowthOptions.BurstHelp"/> says how.</summary>
public static class BurstVerb
{
    private const int Writers = 1000;
    private const int MessagesPerSecond = 20_000;

    /// <summary>Runs everything and prints the findings; 1 if anything was answered or stored wrongly or could not be finished.</summary>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var options = GrowthOptions.ReadBurst(arguments);
        return await Workspace.RunAsync(options.Load.Folder, folder => MeasureAsync(options, folder));
    }

    private static async Task<int> MeasureAsync(GrowthOptions options, string folder)
    {
        var files = await options.FilesAsync();
        var product = await ProductBuild.PublishAsync(Path.Combine(folder, "published"));
        var people = InventedPeople.Spread(Writers, options.People[^1]);
        var pool = MessagePool.Prepare(people, BurstRunner.UnderLoad(options.Load), MessagesPerSecond);
        var runner = new BurstRunner(options.Load, new BigDeliveries(people, TimeProvider.System.GetUtcNow()), folder);
        MeasuredSystem[] systems =
        [
            new("empty", (own, database) => ProductServer.On(database.ConnectionString, product, own), pool, own => new FileDatabase(own, files[0])),
            new("large", (own, database) => ProductServer.On(database.ConnectionString, product, own), pool, own => new FileDatabase(own, files[1])),
        ];
        var deliveries = new List<BurstDelivery>();
        foreach (var (round, system, _) in options.Load.Schedule(systems))
        {
            var session = await runner.RunAsync(system, round);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"round {round} {system.Name}  {string.Join("  ", session.Select(one => $"{one.Delivery} {one.Milliseconds:N0} ms, others' longest {one.OthersMaxMilliseconds:N0} ms"))}"));
            deliveries.AddRange(session);
        }

        return await FinishAsync(new BurstReport(deliveries), options.Load.JsonFile);
    }

    private static async Task<int> FinishAsync(BurstReport report, string? jsonFile)
    {
        foreach (var line in Finding.Lines(report.Findings))
            Console.WriteLine(line);

        if (jsonFile is not null)
            await JsonReport.WriteAsync(jsonFile, report);

        return 0;
    }
}
