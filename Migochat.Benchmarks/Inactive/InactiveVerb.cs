using System.Globalization;
using Migochat.Benchmarks.Growth;
using Migochat.Benchmarks.Load;
using Migochat.Benchmarks.Measuring;
using Migochat.Benchmarks.Reporting;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Inactive;

/// <summary>Measures marking conversations inactive under load; <see cref="InactiveOptions.Help"/> says how.</summary>
public static class InactiveVerb
{
    private const int Writers = 1000;
    private const int MessagesPerSecond = 20_000;

    /// <summary>Time that the timer may take at most, amply.</summary>
    private static readonly TimeSpan s_sweep = TimeSpan.FromSeconds(15);

    /// <summary>Runs everything and prints the findings; 1 if it could not be finished.</summary>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var options = InactiveOptions.Read(arguments);
        return await Workspace.RunAsync(options.Load.Folder, folder => MeasureAsync(options, folder));
    }

    private static async Task<int> MeasureAsync(InactiveOptions options, string folder)
    {
        var original = await GrowthFile.ReadyAsync(options.People, options.Files, remake: false);
        var product = await ProductBuild.PublishAsync(Path.Combine(folder, "published"));
        var pool = MessagePool.Prepare(InventedPeople.Spread(Writers, options.People), options.Load.Total + s_sweep, MessagesPerSecond);
        var runner = new InactiveRunner(options, original, own => ProductServer.Command(product, own), pool, folder);
        var runs = new List<InactiveRun>();
        for (var round = 1; round <= options.Load.Rounds; round++)
        {
            runs.Add(await runner.RunAsync(round));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}  {runs[^1]}"));
        }

        Finding[] findings =
        [
            Finding.AtMost(5, "at most 5", string.Create(CultureInfo.InvariantCulture, $"{options.Conversations:N0} of {options.People:N0}, s"), Spread.Of(runs.Select(run => run.Seconds))),
            new("intake p99 alone, ms", Spread.Of(runs.Select(run => run.AloneMilliseconds))),
            new("intake p99 meanwhile, ms", Spread.Of(runs.Select(run => run.MeanwhileMilliseconds))),
            Finding.AtMost(2, "at most 2", "p99 meanwhile/alone", Spread.Of(runs.Select(run => run.Ratio))),
        ];
        foreach (var line in Finding.Lines(findings))
            Console.WriteLine(line);
        if (options.Load.JsonFile is { } file)
            await JsonReport.WriteAsync(file, new { Machine = Machine.Here(), Runs = runs, Findings = findings });
        return 0;
    }
}
