using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Migochat.Tests.LocalHost;

namespace Migochat.Tests.Webhooks;

/// <summary>Two real processes on one PostgreSQL database, of which one is killed in the middle of its work.</summary>
public sealed class TwoProcessesTests : IDisposable
{
    private const int Senders = 12;
    private const int Messages = 600;
    private const int People = 40;

    private readonly TemporaryFolder[] _folders = [new(), new()];

    [PostgresFact]
    public async Task Every_delivery_is_stored_once_while_two_processes_share_them_and_one_is_killed()
    {
        var database = TestPostgres.NewDatabase();
        Process[] processes = [Start(database, 0), Start(database, 1)];
        try
        {
            Uri[] addresses = [await ServingAsync(processes[0]), await ServingAsync(processes[1])];
            var (waiting, answered) = (Deliveries(), 0);
            using var client = new HttpClient();

            var senders = Enumerable.Range(0, Senders).Select(sender => Task.Run(async () =>
            {
                var turn = sender;
                while (waiting.TryDequeue(out var body))
                {
                    // What was not answered 200 comes again, to the other process.
                    if (await IsStoredAsync(client, Volatile.Read(ref addresses[turn++ % 2]), body))
                        Interlocked.Increment(ref answered);
                    else
                        waiting.Enqueue(body);
                }
            })).ToArray();
            while (Volatile.Read(ref answered) < Messages / 2)
                await Task.Yield();
            processes[0].Kill();
            await processes[0].WaitForExitAsync();
            processes[0].Dispose();
            processes[0] = Start(database, 0);
            Volatile.Write(ref addresses[0], await ServingAsync(processes[0]));
            await Task.WhenAll(senders);

            Assert.Equal(2 * Messages, answered);
        }
        finally
        {
            foreach (var process in processes)
            {
                process.Kill();
                process.Dispose();
            }
        }

        using (var rows = TestPostgres.Open(database))
        {
            Assert.Equal(Messages, rows.Rows("SELECT DISTINCT facebook_message_id FROM messages").Length);
            Assert.Equal((Messages, People, People, 0), (rows.Count("messages"), rows.Count("users"), rows.Count("conversations"), rows.Count("dead_letters")));
            Assert.Equal(Messages, rows.Rows("SELECT message_count AS n FROM conversations").Sum(row => int.Parse(row["n"]!, CultureInfo.InvariantCulture)));
        }

        TestPostgres.Drop(database);
    }

    public void Dispose()
    {
        foreach (var folder in _folders)
            folder.Dispose();
    }

    /// <summary>Each message twice, in an order of no meaning.</summary>
    private static ConcurrentQueue<string> Deliveries()
    {
        var bodies = Enumerable.Range(0, Messages)
            .Select(number => Texts.Messenger(Texts.MessengerItem($"m_{number}", $"65432109876543{number % People:00}", time: Texts.Before + number)).Json())
            .SelectMany(body => Enumerable.Repeat(body, 2)).ToArray();
        new Random(1).Shuffle(bodies);
        return new ConcurrentQueue<string>(bodies);
    }

    private Process Start(string database, int folder) => HostProcess.Start(
        _folders[folder].Path,
        new Dictionary<string, string?>(Shop.Secrets, StringComparer.Ordinal) { ["ConnectionStrings__Migochat"] = database },
        "--urls=http://127.0.0.1:0");

    private static async Task<Uri> ServingAsync(Process process)
    {
        var address = await HostProcess.ServingAsync(process);
        _ = process.StandardOutput.ReadToEndAsync();
        return address;
    }

    /// <returns>False if the process is dead, or can't store it now.</returns>
    private static async Task<bool> IsStoredAsync(HttpClient client, Uri host, string body)
    {
        using var request = Shop.Delivery(body);
        request.RequestUri = new Uri(host, request.RequestUri!);
        try
        {
            using var response = await client.SendAsync(request);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
