using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Migochat.Benchmarks.Load;
using Migochat.Benchmarks.Measuring;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Inactive;

/// <summary>Runs rounds of <c>inactive</c>: a fresh process on a fresh copy, warm-up, load alone, load while the timer runs, a count of the stored messages.</summary>
public sealed class InactiveRunner(InactiveOptions options, string original, Func<string, ServerCommand> command, RequestPool pool, string folder)
{
    private const string Silent = "SELECT EXISTS (SELECT 1 FROM conversations WHERE is_active = 1 AND last_activity < strftime('%Y-%m-%d', 'now', '-1 day'))";

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_timer = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    /// <summary>One round.</summary>
    /// <exception cref="InvalidOperationException">The server did not start or stop, the timer ran by itself or did not finish, or the stored messages are wrong.</exception>
    public async Task<InactiveRun> RunAsync(int round)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, $"round-{round}")).FullName;
        var database = Path.Combine(own, ProductServer.DatabaseName);
        var expected = DatabaseFiles.Copy(original, database);
        MakeActive(database);
        await AwaitQuietAsync();
        await using var server = await ServerProcess.StartAsync(command(own));
        var connections = options.Load.Connections[0];
        var warmup = await LoadClient.RunAsync(server.Port, connections, new RequestCursor(pool, 0, pool.Count / 2), options.Load.Warmup);
        using var stop = new CancellationTokenSource();
        var sending = LoadClient.RunAsync(server.Port, connections, new RequestCursor(pool, pool.Count / 2, pool.Count), TimeSpan.FromDays(1), stop.Token);
        var alone = await TimeAsync(() => Task.Delay(options.Load.Duration));
        var sweep = await TimeAsync(() => SweepAsync(server.Port, database));
        await stop.CancelAsync();
        var load = await sending;
        await server.StopAsync();

        expected += warmup.Requests - warmup.Refused + load.Requests - load.Refused;
        var stored = DatabaseFiles.CountMessages(database);
        Directory.Delete(own, recursive: true);
        return stored == expected && load.Refused == 0
            ? new InactiveRun(Stopwatch.GetElapsedTime(sweep.Started, sweep.Ended).TotalSeconds, load.During(alone).Milliseconds(0.99), load.During(sweep).Milliseconds(0.99))
            : throw new InvalidOperationException($"round {round}: {expected} messages should be stored, {stored} are; {load.Refused} answers were not 200");
    }

    /// <summary>Waits until the timer, which runs every five minutes, leaves time for a round.</summary>
    private Task AwaitQuietAsync()
    {
        var left = s_timer.Ticks - (TimeProvider.System.GetUtcNow().Ticks % s_timer.Ticks);
        return left < (options.Load.Total + s_margin).Ticks ? Task.Delay(TimeSpan.FromTicks(left) + s_look) : Task.CompletedTask;
    }

    private static async Task<LoadAnswer> TimeAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return new LoadAnswer(started, Stopwatch.GetTimestamp());
    }

    /// <summary>The last visits of people from the whole file.</summary>
    private void MakeActive(string database)
    {
        using var connection = DatabaseFiles.Open(database);
        using var update = new SqliteCommand(
            "UPDATE conversations SET is_active = 1 WHERE id > $people AND id % ($people / $count) = 0 AND id <= $people + $count * ($people / $count)", connection)
        { CommandTimeout = 0 };
        update.Parameters.AddWithValue("$people", options.People);
        update.Parameters.AddWithValue("$count", options.Conversations);
        update.ExecuteNonQuery();
    }

    private static async Task SweepAsync(int port, string database)
    {
        using var connection = DatabaseFiles.Open(database);
        if (DatabaseFiles.Count(connection, Silent) == 0)
            throw new InvalidOperationException("The timer ran by its clock before it was to be measured; run it again.");
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/admin/functions/MarkInactiveConversations");
        request.Headers.Add("x-functions-key", ProductServer.MasterKey);
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        var started = Stopwatch.GetTimestamp();
        while (DatabaseFiles.Count(connection, Silent) == 1)
        {
            if (Stopwatch.GetElapsedTime(started) > s_longest)
                throw new InvalidOperationException("After a minute there are silent conversations that are still active.");
            await Task.Delay(s_look);
        }
    }
}
