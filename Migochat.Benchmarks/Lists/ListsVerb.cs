using System.Globalization;
using Migochat.Benchmarks.Growth;
using Migochat.Benchmarks.Load;
using Migochat.Benchmarks.Measuring;
using Migochat.Benchmarks.Reporting;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Lists;

/// <summary>Measures the lists that staff look at, in a small and a large file; <see cref="ListsOptions.Help"/> says how.</summary>
public static class ListsVerb
{
    /// <summary>Runs everything and prints the findings; 1 if it could not be finished.</summary>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var options = ListsOptions.Read(arguments);
        return await Workspace.RunAsync(options.Folder, folder => MeasureAsync(options, folder));
    }

    private static async Task<int> MeasureAsync(ListsOptions options, string folder)
    {
        var files = new Dictionary<int, string>();
        foreach (var people in options.People)
            files[people] = await GrowthFile.ReadyAsync(people, options.Files, remake: false);
        var product = await ProductBuild.PublishAsync(Path.Combine(folder, "published"));
        var runs = new List<(int People, ListCase List, Latencies Latencies)>();
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var people in options.People)
            {
                var own = Directory.CreateDirectory(Path.Combine(folder, $"{people}-{round}")).FullName;
                DatabaseFiles.Copy(files[people], Path.Combine(own, ProductServer.DatabaseName));
                await using (var server = await ServerProcess.StartAsync(ProductServer.Command(product, own)))
                {
                    using var reader = new ListReader(server.Port, options, people);
                    foreach (var list in ListCase.All)
                        runs.Add((people, list, await reader.TimeAsync(list)));
                    await server.StopAsync();
                }

                Directory.Delete(own, recursive: true);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: {people:N0} people"));
            }
        }

        foreach (var line in Finding.Lines(options.People.SelectMany(people => ListCase.All.SelectMany(list => Find(people, list, runs)))))
            Console.WriteLine(line);
        return 0;
    }

    private static IEnumerable<Finding> Find(int people, ListCase list, List<(int People, ListCase List, Latencies Latencies)> runs)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{people:N0} people, {list.Name}");
        Spread Of(double share) => Spread.Of(runs.Where(run => run.People == people && run.List == list).Select(run => run.Latencies.Milliseconds(share)));
        yield return new Finding($"{name}, p50 ms", Of(0.5));
        yield return Finding.AtMost(
            list.GoalMilliseconds, string.Create(CultureInfo.InvariantCulture, $"at most {list.GoalMilliseconds}"), $"{name}, p99 ms", Of(0.99));
    }
}
