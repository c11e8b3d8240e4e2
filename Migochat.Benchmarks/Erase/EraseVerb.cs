using System.Globalization;
using Migochat.Benchmarks.Growth;
using Migochat.Benchmarks.Load;
using Migochat.Benchmarks.Measuring;
using Migochat.Benchmarks.Reporting;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Erase;

/// <summary>Measures the intake while people are erased; <see cref="EraseOptions.Help"/> says how.</summary>
public static class EraseVerb
{
    private const int Writers = 1000;
    private const int MessagesPerSecond = 20_000;

    /// <summary>Time that the erasures may take at most, amply.</summary>
    private static readonly TimeSpan s_erasing = TimeSpan.FromSeconds(15);

    /// <summary>Runs everything and prints the findings; 1 if it could not be finished.</summary>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var options = EraseOptions.Read(arguments);
        return await Workspace.RunAsync(options.Load.Folder, folder => MeasureAsync(options, folder));
    }

    private static async Task<int> MeasureAsync(EraseOptions options, string folder)
    {
        var original = await GrowthFile.ReadyAsync(options.People, options.Files, remake: false);
        var product = await ProductBuild.PublishAsync(Path.Combine(folder, "published"));
        var pool = MessagePool.Prepare(InventedPeople.Spread(Writers, options.People), options.Load.Total + s_erasing, MessagesPerSecond);
        var runner = new EraseRunner(options, original, own => Command(product, own), pool, folder);
        var runs = new List<EraseRun>();
        for (var round = 1; round <= options.Load.Rounds; round++)
        {
            runs.Add(await runner.RunAsync(round));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}  {runs[^1]}"));
        }

        Finding[] findings =
        [
            new("an erasure, ms", Spread.Of(runs.Select(run => run.Milliseconds))),
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

    private static ServerCommand Command(string product, string folder)
    {
        var command = ProductServer.Command(product, folder);
        return command with
        {
            Environment = new Dictionary<string, string>(command.Environment, StringComparer.Ordinal)
            {
                ["admin_key"] = EraseRunner.AdminKey,
                ["erasure_hash_key"] = "a-key-of-the-benchmarks",
            },
        };
    }
}
