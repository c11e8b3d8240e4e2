using Microsoft.Data.Sqlite;
using Migochat.Benchmarks.Load;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Intake;

/// <summary>Runs one session at a time: a fresh process with an empty database, warm-up, measured loads, SIGTERM, a count of what is stored.</summary>
public sealed class IntakeRunner(IntakeServers servers, RequestPool pool, IntakeOptions options, string folder)
{
    /// <summary>One session, its loads in the order of <paramref name="connections"/>.</summary>
    /// <exception cref="InvalidOperationException">The server did not start or stop.</exception>
    /// <exception cref="IOException">The server closed a connection.</exception>
    public async Task<IntakeSession> RunAsync(IntakeSystem system, int round, IReadOnlyList<int> connections)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, $"{system}-{round}")).FullName;
        await using var server = await ServerProcess.StartAsync(servers.Command(system, own));
        var perRun = (int)(pool.Count * (options.Duration / options.Total));
        var next = pool.Count - (perRun * connections.Count);
        var warmup = await LoadClient.RunAsync(server.Port, connections.Max(), new RequestCursor(pool, 0, next), options.Warmup);
        var runs = new List<IntakeRun>();
        foreach (var count in connections)
        {
            runs.Add(await MeasureAsync(server, system, round, count, new RequestCursor(pool, next, next + perRun)));
            next += perRun;
        }

        await server.StopAsync();
        var stored = CountStored(IntakeServers.DatabaseOf(system, own));
        Directory.Delete(own, recursive: true);
        var refused = warmup.Refused + runs.Sum(run => run.Refused);
        return new IntakeSession(system, round, runs, warmup.Requests + runs.Sum(run => run.Requests) - refused, refused, stored);
    }

    private async Task<IntakeRun> MeasureAsync(ServerProcess server, IntakeSystem system, int round, int connections, RequestCursor cursor)
    {
        var usedBefore = server.Usage();
        var machineBefore = MachineTime.Now();
        var load = await LoadClient.RunAsync(server.Port, connections, cursor, options.Duration);
        var busy = MachineTime.Now().BusyShareSince(machineBefore);
        var used = server.Usage();
        return IntakeRun.Of(system, connections, round, load, used.Cpu - usedBefore.Cpu, used.PeakBytes, busy);
    }

    private static long? CountStored(string? file)
    {
        if (file is null)
            return null;

        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var count = new SqliteCommand("SELECT count(*) FROM messages", connection);
        return (long)count.ExecuteScalar()!;
    }
}
