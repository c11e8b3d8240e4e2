using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Migochat.Benchmarks.Load;
using Migochat.Benchmarks.Reporting;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Intake;

/// <summary>Measures intake against its floors; <see cref="IntakeOptions.Help"/> says how.</summary>
public static class IntakeVerb
{
    private const int PeopleCount = 1000;
    private const int Seed = 20;

    /// <summary>More than any system that stores answers in a second; a run that uses its share of the pool up, as floor A may, ends early.</summary>
    private const int MessagesPerSecond = 40_000;

    /// <summary>About 1 GB of prepared requests.</summary>
    private const int MostMessages = 1_200_000;

    /// <summary>Runs everything and prints the tables; 1 if a session had a fault or could not be finished.</summary>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        if (arguments.Flag("--help"))
        {
            Console.WriteLine(IntakeOptions.Help);
            return 0;
        }

        var options = IntakeOptions.Read(arguments);
        LoadClient.TuneSockets();
        var folder = Directory.CreateDirectory(Path.Combine(options.Folder, $"migochat-bench-{Environment.ProcessId}")).FullName;
        try
        {
            return await MeasureAsync(options, folder);
        }
        catch (Exception failure) when (failure is IOException or SocketException or SqliteException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> MeasureAsync(IntakeOptions options, string folder)
    {
        var product = options.FloorsOnly ? null : await ProductBuild.PublishAsync(Path.Combine(folder, "product"));
        var runner = new IntakeRunner(new IntakeServers(product), Prepare(options), options, folder);
        var sessions = new List<IntakeSession>();
        foreach (var (round, system, connections) in Schedule(options))
        {
            sessions.Add(await runner.RunAsync(system, round, connections));
            Console.WriteLine(IntakeReport.Line(sessions[^1]));
        }

        await PrintAsync(new IntakeReport(sessions), options.JsonFile);
        return sessions.Exists(session => session.Fault is not null) ? 1 : 0;
    }

    private static RequestPool Prepare(IntakeOptions options)
    {
        var started = Stopwatch.GetTimestamp();
        var count = (int)Math.Min(MostMessages, MessagesPerSecond * options.Total.TotalSeconds);
        var factory = new MessageFactory(People.Make(PeopleCount), count, TimeProvider.System.GetUtcNow());
        var pool = RequestPool.Prepare(factory, count, IntakeServers.Secret, Seed);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count:N0} messages of {PeopleCount:N0} people prepared in {Stopwatch.GetElapsedTime(started).TotalSeconds:N1} s, {pool.Bytes / count:N0} bytes a request"));
        return pool;
    }

    /// <summary>A, B, product in odd rounds; product, B, A and the loads reversed in even ones: what drifts hits all alike.</summary>
    private static IEnumerable<(int Round, IntakeSystem System, IReadOnlyList<int> Connections)> Schedule(IntakeOptions options)
    {
        IntakeSystem[] forward = options.FloorsOnly
            ? [IntakeSystem.FloorA, IntakeSystem.FloorB]
            : [IntakeSystem.FloorA, IntakeSystem.FloorB, IntakeSystem.Product];
        IntakeSystem[] backward = [.. forward.Reverse()];
        int[] reversed = [.. options.Connections.Reverse()];
        return from round in Enumerable.Range(1, options.Rounds)
               let isForward = round % 2 == 1
               from system in isForward ? forward : backward
               select (round, system, isForward ? options.Connections : reversed);
    }

    private static async Task PrintAsync(IntakeReport report, string? jsonFile)
    {
        foreach (var line in report.Tables())
            Console.WriteLine(line);

        if (jsonFile is not null)
            await JsonReport.WriteAsync(jsonFile, report);
    }
}
