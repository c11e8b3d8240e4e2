using Migochat.Benchmarks.Load;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Measuring;

/// <summary>Runs one session at a time: a fresh process with a fresh database, warm-up, measured loads, SIGTERM, a count of the stored messages.</summary>
public sealed class SessionRunner(LoadOptions options, string folder)
{
    /// <summary>Every session of the verb, each told on the console.</summary>
    /// <exception cref="InvalidOperationException">A server did not start or stop.</exception>
    /// <exception cref="IOException">A server closed a connection.</exception>
    public async Task<IReadOnlyList<MeasuredSession>> RunAllAsync(IReadOnlyList<MeasuredSystem> systems)
    {
        var sessions = new List<MeasuredSession>();
        foreach (var (round, system, connections) in options.Schedule(systems))
        {
            sessions.Add(await RunAsync(system, round, connections));
            Console.WriteLine(sessions[^1]);
        }

        return sessions;
    }

    private async Task<MeasuredSession> RunAsync(MeasuredSystem system, int round, IReadOnlyList<int> connections)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, $"{system.Name}-{round}")).FullName;
        using var database = system.Database(own);
        var before = database.MessagesBefore;
        await using var servers = await ServerGroup.StartAsync(Enumerable.Range(1, system.Instances)
            .Select(instance => system.Command(Directory.CreateDirectory(Path.Combine(own, $"{instance}")).FullName, database)));
        var perRun = (int)(system.Pool.Count * (options.Duration / options.Total));
        var next = system.Pool.Count - (perRun * connections.Count);
        var warmup = await LoadClient.RunAsync(servers.Ports, connections.Max(), new RequestCursor(system.Pool, 0, next), options.Warmup);
        var runs = new List<Measurement>();
        foreach (var count in connections)
        {
            runs.Add(await MeasureAsync(servers, system.Name, round, count, new RequestCursor(system.Pool, next, next + perRun)));
            next += perRun;
        }

        await servers.StopAsync();
        var stored = system.Stores ? database.CountMessages() - before : (long?)null;
        Directory.Delete(own, recursive: true);
        var refused = warmup.Refused + runs.Sum(run => run.Refused);
        return new MeasuredSession(system.Name, round, runs, warmup.Requests + runs.Sum(run => run.Requests) - refused, refused, stored);
    }

    private async Task<Measurement> MeasureAsync(ServerGroup servers, string system, int round, int connections, RequestCursor cursor)
    {
        var usedBefore = servers.Usage();
        var machineBefore = MachineTime.Now();
        var load = await LoadClient.RunAsync(servers.Ports, connections, cursor, options.Duration);
        var busy = MachineTime.Now().BusyShareSince(machineBefore);
        var used = servers.Usage();
        return Measurement.Of(system, connections, round, load, used.Cpu - usedBefore.Cpu, used.PeakBytes, busy);
    }
}
