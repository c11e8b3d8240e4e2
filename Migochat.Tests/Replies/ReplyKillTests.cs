using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Migochat.Tests.Graph;
using Migochat.Tests.LocalHost;

namespace Migochat.Tests.Replies;

/// <summary>Real processes, killed while they send: what the Graph API took is never sent twice, and nothing is lost. On PostgreSQL a second process goes on.</summary>
public sealed class ReplyKillTests : IAsyncLifetime
{
    private const int People = 24;

    private static readonly int Kills = GeneratedCases.Or(3);

    private readonly TemporaryFolder[] _folders = [new(), new()];
    private readonly string? _database = TestPostgres.IsUsed ? TestPostgres.NewDatabase() : null;
    private readonly ConcurrentDictionary<string, int> _taken = new(StringComparer.Ordinal);
    private readonly Random _random = new(1);
    private ScriptedGraph _graph = null!;
    private int _calls;
    private volatile bool _isLast;

    public async Task InitializeAsync()
    {
        _graph = await ScriptedGraph.StartAsync();
        _graph.Answer = async (context, call) =>
        {
            _taken.AddOrUpdate(call.Body!["message"]!["text"]!.GetValue<string>(), 1, (_, count) => count + 1);
            var number = Interlocked.Increment(ref _calls);
            // Every other answer never comes: its process is killed meanwhile.
            if (number % 2 == 0 && !_isLast)
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            else
                await ScriptedGraph.JsonAsync(context, 200, $$"""{"message_id":"m_out{{number}}"}""");
        };
    }

    [Fact]
    public async Task No_reply_is_sent_twice_and_none_is_lost_whenever_the_process_is_killed()
    {
        using var other = _database is null ? null : Start(1);
        var otherAddress = other is null ? null : await ServingAsync(other);
        try
        {
            for (var round = 0; round < Kills; round++)
            {
                using var process = Start(0);
                var address = await ServingAsync(process);
                var before = Volatile.Read(ref _calls);
                await QueueAsync(round, address, otherAddress ?? address);
                var enough = before + _random.Next(1, People / 2);
                while (Volatile.Read(ref _calls) < enough)
                    await Task.Yield();
                process.Kill();
                await process.WaitForExitAsync();
            }

            _isLast = true;
            using var last = Start(0);
            using var client = Client(await ServingAsync(last));
            await QueueAsync(Kills, client.BaseAddress!, client.BaseAddress!);
            while (await CountAsync(client, "queued") > 0 || await CountAsync(client, "sent") < People)
                await Task.Yield();
            last.Kill();
            await last.WaitForExitAsync();
        }
        finally
        {
            other?.Kill();
        }

        AssertOnceAndWhole();
    }

    public async Task DisposeAsync()
    {
        await _graph.DisposeAsync();
        if (_database is not null)
            TestPostgres.Drop(_database);
        foreach (var folder in _folders)
            folder.Dispose();
    }

    private void AssertOnceAndWhole()
    {
        using var rows = (DbConnection)(_database is null ? Database.Open(_folders[0].File("data/migochat.db")) : TestPostgres.Open(_database));
        var states = rows.Rows("SELECT content, state FROM outbox").ToDictionary(row => JsonNode.Parse(row["content"]!)!["text"]!.GetValue<string>(), row => row["state"]!, StringComparer.Ordinal);

        Assert.All(_taken, taken => Assert.Equal(1, taken.Value));
        Assert.Equal((Kills + 1) * People, states.Count);
        Assert.All(states, reply => Assert.Contains(reply.Value, (string[])["SENT", "SENDING", "UNCERTAIN"]));
        Assert.All(states.Where(reply => reply.Value == "SENT"), reply => Assert.True(_taken.ContainsKey(reply.Key)));
        Assert.Contains("SENT", states.Values);
        Assert.Equal(states.Count(reply => reply.Value == "SENT"), rows.Rows("SELECT id FROM messages WHERE direction = 'OUTBOUND'").Length);
    }

    /// <summary>People of this round write, and each gets a reply; half of the requests go to each process.</summary>
    private static async Task QueueAsync(int round, Uri one, Uri two)
    {
        HttpClient[] clients = [Client(one), Client(two)];
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await Task.WhenAll(Enumerable.Range(0, People).Select(async person =>
        {
            var number = round * People + person;
            var client = clients[person % 2];
            using var delivery = Shop.Delivery(Texts.Messenger(Texts.MessengerItem($"m_{number}", $"65432109876{number:00000}", time: now)).Json());
            using var stored = await client.SendAsync(delivery);
            stored.EnsureSuccessStatusCode();
            var leads = JsonNode.Parse(await client.GetStringAsync($"api/leads?q=65432109876{number:00000}"))!;
            var lead = leads["items"]![0]!["id"]!.GetValue<long>();
            using var content = new StringContent($$"""{"text":"reply {{number}}"}""");
            using var queued = await client.PostAsync(string.Create(CultureInfo.InvariantCulture, $"api/leads/{lead}/messages"), content);
            queued.EnsureSuccessStatusCode();
        }));
        foreach (var client in clients)
            client.Dispose();
    }

    private static async Task<int> CountAsync(HttpClient client, string state) =>
        JsonNode.Parse(await client.GetStringAsync($"api/outbox?state={state}&limit=200"))!["items"]!.AsArray().Count;

    private static HttpClient Client(Uri address)
    {
        var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add("x-functions-key", RunningHost.DefaultKey);
        return client;
    }

    private Process Start(int folder)
    {
        var environment = new Dictionary<string, string?>(Shop.Secrets, StringComparer.Ordinal)
        {
            ["FunctionKeys__default"] = RunningHost.DefaultKey,
            ["graph_base_url"] = _graph.Url,
            ["fb_page_access_token"] = "page-token",
            ["replies_per_second"] = "1000",
        };
        if (_database is not null)
            environment["ConnectionStrings__Migochat"] = _database;
        return HostProcess.Start(_folders[folder].Path, environment, "--urls=http://127.0.0.1:0");
    }

    private static async Task<Uri> ServingAsync(Process process)
    {
        var address = await HostProcess.ServingAsync(process);
        _ = process.StandardOutput.ReadToEndAsync();
        return address;
    }
}
