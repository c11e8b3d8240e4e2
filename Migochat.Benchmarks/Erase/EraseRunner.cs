using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Migochat.Benchmarks.Load;
using Migochat.Benchmarks.Measuring;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Erase;

/// <summary>Runs rounds of <c>erase</c>: a fresh process on a fresh copy, warm-up, load alone, load while people are erased.</summary>
public sealed class EraseRunner(EraseOptions options, string original, Func<string, ServerCommand> command, RequestPool pool, string folder)
{
    /// <summary>The admin key of the server.</summary>
    public const string AdminKey = "5d0c7be2a4f14c53b9f6d1e8a7c3025f";

    private const string Numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <";

    /// <summary>One round.</summary>
    /// <exception cref="InvalidOperationException">The server did not start or stop, or an erasure or a delivery was refused.</exception>
    public async Task<EraseRun> RunAsync(int round)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, $"round-{round}")).FullName;
        var database = Path.Combine(own, ProductServer.DatabaseName);
        DatabaseFiles.Copy(original, database);
        Fill(database);
        await using var server = await ServerProcess.StartAsync(command(own));
        var connections = options.Load.Connections[0];
        await LoadClient.RunAsync(server.Port, connections, new RequestCursor(pool, 0, pool.Count / 2), options.Load.Warmup);
        using var stop = new CancellationTokenSource();
        var sending = LoadClient.RunAsync(server.Port, connections, new RequestCursor(pool, pool.Count / 2, pool.Count), TimeSpan.FromDays(1), stop.Token);
        var alone = await TimeAsync(() => Task.Delay(options.Load.Duration));
        var erasing = await TimeAsync(() => EraseAsync(server.Port));
        await stop.CancelAsync();
        var load = await sending;
        await server.StopAsync();
        Directory.Delete(own, recursive: true);
        return load.Refused == 0
            ? new EraseRun(
                Stopwatch.GetElapsedTime(erasing.Started, erasing.Ended).TotalMilliseconds / options.Erasures,
                load.During(alone).Milliseconds(0.99),
                load.During(erasing).Milliseconds(0.99))
            : throw new InvalidOperationException($"round {round}: {load.Refused} answers were not 200");
    }

    private static async Task<LoadAnswer> TimeAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return new LoadAnswer(started, Stopwatch.GetTimestamp());
    }

    /// <summary>Receipts and dead letters of other people.</summary>
    private void Fill(string database)
    {
        using var connection = DatabaseFiles.Open(database);
        foreach (var sql in (string[])
            [
                "DELETE FROM pending_receipts",
                $$"""
                {{Numbers}} $receipts) INSERT INTO pending_receipts (kind, target, discriminator, event_at, payload, received_at)
                SELECT 'edit', 'wamid.waiting.' || i, '', strftime('%Y-%m-%d %H:%M:%f000', 'now'),
                       json_object('version', 1, 'about', json_array(json_object('kind', 'wa_phone', 'value', '' || (209000000000 + i)))), strftime('%Y-%m-%d %H:%M:%f000', 'now') FROM n
                """,
                "INSERT INTO pending_receipt_people (pending_receipt_id, kind, value) SELECT id, 'wa_phone', json_extract(payload, '$.about[0].value') FROM pending_receipts",
                $$"""
                {{Numbers}} $letters) INSERT INTO dead_letters (kind, content_hash, envelope, received_at)
                SELECT 'UNRECOGNISED', '' || i, json_object('object', 'whatsapp_business_account', 'from', '' || (209000000000 + i), 'pad', printf('%.2000c', 'x')), strftime('%Y-%m-%d %H:%M:%f000', 'now') FROM n
                """,
                "INSERT INTO dead_letter_people (dead_letter_id, value) SELECT id, json_extract(envelope, '$.from') FROM dead_letters",
            ])
        {
            using var filling = new SqliteCommand(sql, connection) { CommandTimeout = 0 };
            if (sql.Contains("$receipts", StringComparison.Ordinal))
                filling.Parameters.AddWithValue("$receipts", options.Receipts);
            if (sql.Contains("$letters", StringComparison.Ordinal))
                filling.Parameters.AddWithValue("$letters", options.Letters);
            filling.ExecuteNonQuery();
        }
    }

    private async Task EraseAsync(int port)
    {
        using var http = new HttpClient();
        for (var i = 0; i < options.Erasures; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, $"http://127.0.0.1:{port}/api/leads/{1 + (i * (options.People / options.Erasures))}");
            request.Headers.Add("x-functions-key", ProductServer.MasterKey);
            request.Headers.Add("X-Admin-Key", AdminKey);
            using var answer = await http.SendAsync(request);
            answer.EnsureSuccessStatusCode();
        }
    }
}
