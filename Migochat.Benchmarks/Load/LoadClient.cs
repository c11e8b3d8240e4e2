using System.Diagnostics;

namespace Migochat.Benchmarks.Load;

/// <summary>
/// A closed loop over raw sockets: every connection sends its next request as soon as it has the answer to the last. So latency and
/// rate depend on each other, and two systems compare only at equal numbers of connections.
/// </summary>
public static class LoadClient
{
    /// <summary>The environment variables that <see cref="TuneSockets"/> sets; a server must not inherit them.</summary>
    public static readonly IReadOnlyList<string> TunedVariables =
        ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"];

    /// <summary>
    /// One thread polls all sockets and runs their completions itself, which takes a third to two thirds off the client's processor
    /// time (measured). To be called before the process makes its first socket.
    /// </summary>
    public static void TuneSockets()
    {
        foreach (var variable in TunedVariables)
            Environment.SetEnvironmentVariable(variable, "1");
    }

    /// <summary>Drives the server on a loopback port for the given time, or until it is stopped or the cursor's pool is used up.</summary>
    /// <exception cref="IOException">The server closed a connection.</exception>
    public static Task<LoadResult> RunAsync(int port, int connections, RequestCursor cursor, TimeSpan duration, CancellationToken stop = default) =>
        RunAsync([port], connections, cursor, duration, stop);

    /// <summary>The same for several servers, which get the connections by turns.</summary>
    /// <exception cref="IOException">A server closed a connection.</exception>
    public static async Task<LoadResult> RunAsync(
        IReadOnlyList<int> ports, int connections, RequestCursor cursor, TimeSpan duration, CancellationToken stop = default)
    {
        var open = await ConnectAsync(ports, connections);
        try
        {
            return await DriveAsync(open, cursor, duration, stop);
        }
        finally
        {
            foreach (var connection in open)
                connection.Dispose();
        }
    }

    private static async Task<LoadConnection[]> ConnectAsync(IReadOnlyList<int> ports, int connections)
    {
        var open = Enumerable.Range(0, connections).Select(_ => new LoadConnection()).ToArray();
        await Task.WhenAll(open.Select((connection, at) => connection.ConnectAsync(ports[at % ports.Count])));
        return open;
    }

    private static async Task<LoadResult> DriveAsync(LoadConnection[] open, RequestCursor cursor, TimeSpan duration, CancellationToken stop)
    {
        GC.Collect();
        var cpu = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        var tally = new LoadTally(cursor.Count, duration, stop);
        await Task.WhenAll(open.Select(connection => connection.DriveAsync(cursor, tally)));
        var elapsed = Stopwatch.GetElapsedTime(started);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        return new LoadResult(tally.Answers, tally.Refused, elapsed, cpu);
    }
}
