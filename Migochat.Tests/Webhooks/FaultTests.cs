using System.Net;
using System.Net.Sockets;
using System.Text;
using Migochat.Data;
using Migochat.Webhooks;

namespace Migochat.Tests.Webhooks;

public sealed class FaultTests
{
    [Fact]
    public async Task A_locked_database_answers_503_and_works_again_by_itself()
    {
        await using var shop = await Shop.OpenAsync();
        var body = Texts.Messenger(Texts.MessengerItem()).Json();
        using (shop.LockDatabase())
        {
            using var refused = await shop.PostAsync(Encoding.UTF8.GetBytes(body), Shop.Sign(body));

            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
            Assert.Equal(0, shop.Count("messages") + shop.Count("users"));
        }

        Assert.Equal(HttpStatusCode.OK, await shop.SendAsync(body));
        Assert.Equal(1, shop.Count("messages"));
    }

    [Fact]
    public async Task All_who_wait_behind_a_lock_are_answered_together()
    {
        await using var shop = await Shop.OpenAsync();
        using var other = shop.LockDatabase();
        var started = System.Diagnostics.Stopwatch.GetTimestamp();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => shop.SendAsync(Texts.Messenger(Texts.MessengerItem($"m_{n}")).Json())));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer));
        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(12), "Each waited for the one before it.");
    }

    [Fact]
    public async Task Senders_who_come_again_during_a_long_lock_lose_and_double_nothing()
    {
        await using var shop = await Shop.OpenAsync();
        const int Senders = 8;
        const int Each = 3;
        var refusals = new int[Senders];
        var longEnough = new TaskCompletionSource();
        Task[] sending;
        using (shop.LockDatabase())
        {
            sending = [.. Enumerable.Range(0, Senders).Select(sender => Task.Run(() => SendAllAsync(sender)))];
            // Several times as long as a transaction waits.
            await longEnough.Task;
        }

        await Task.WhenAll(sending);

        Assert.Equal((Senders * Each, Senders, Senders), (shop.Count("messages"), shop.Count("users"), shop.Count("conversations")));
        Assert.All(shop.Rows("SELECT message_count AS n FROM conversations"), row => Assert.Equal($"{Each}", row["n"]));
        Assert.Single(shop.Log.Errors, line => line.Contains("The database can't be written", StringComparison.Ordinal));
        Assert.Single(shop.Log.All, line => line.Contains("The database can be written again", StringComparison.Ordinal));

        async Task SendAllAsync(int sender)
        {
            for (var n = 0; n < Each; n++)
            {
                var body = Texts.Messenger(Texts.MessengerItem($"m_{sender}_{n}", $"654321098765432{sender}", time: Texts.Before + n)).Json();
                while (await shop.SendAsync(body) != HttpStatusCode.OK)
                {
                    Interlocked.Increment(ref refusals[sender]);
                    if (Array.TrueForAll(refusals, count => count >= 3))
                        longEnough.TrySetResult();
                }
            }
        }
    }

    [SqliteFact("its file is moved away")]
    public async Task A_database_that_is_gone_answers_503_until_it_is_back()
    {
        await using var shop = await Shop.OpenAsync();
        Assert.Equal(HttpStatusCode.OK, await shop.SendAsync(Texts.Messenger(Texts.MessengerItem("m_1")).Json()));
        using (var checkpoint = shop.Database())
            checkpoint.Run("PRAGMA wal_checkpoint(TRUNCATE)");

        File.Move(shop.File, shop.File + ".away");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await shop.SendAsync(Texts.Messenger(Texts.MessengerItem("m_2")).Json()));
        using (var ready = await shop.Client.GetAsync(new Uri("/api/health?ready", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            Assert.Contains("the file can't be opened", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.False(File.Exists(shop.File));
        File.Move(shop.File + ".away", shop.File);

        Assert.Equal(HttpStatusCode.OK, await shop.SendAsync(Texts.Messenger(Texts.MessengerItem("m_2")).Json()));
        Assert.Equal(["m_1", "m_2"], shop.Rows("SELECT facebook_message_id AS id FROM messages ORDER BY id").Select(row => row["id"]));
    }

    [Fact]
    public async Task An_event_that_cannot_be_applied_becomes_a_dead_letter_and_its_neighbours_are_stored()
    {
        await using var shop = await Shop.OpenAsync();
        Poison.Add(shop, "INSERT", "messages", "new.message_text = 'poison'");

        var delivery = Texts.Messenger(Texts.MessengerItem("m_1"), Texts.MessengerItem("m_2", "1111111111111111", "poison"), Texts.MessengerItem("m_3"));
        Assert.Equal(HttpStatusCode.OK, await shop.SendAsync(delivery.Json()));

        Assert.Equal(["m_1", "m_3"], shop.Rows("SELECT facebook_message_id AS id FROM messages ORDER BY id").Select(row => row["id"]));
        Assert.Equal(1, shop.Count("users"));
        var letter = Assert.Single(shop.Rows("SELECT * FROM dead_letters"));
        Assert.Equal("FAILED", letter["kind"]);
        Assert.Contains("m_2", letter["envelope"], StringComparison.Ordinal);
        Assert.DoesNotContain("m_1", letter["envelope"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delivery_of_which_no_dead_letter_can_be_kept_is_refused_alone()
    {
        await using var shop = await Shop.OpenAsync();
        Poison.Add(shop, "INSERT", "dead_letters");
        // So many events that what comes after them is of the next batch.
        var many = Enumerable.Range(0, 500).Select(_ => (System.Text.Json.Nodes.JsonNode?)Texts.MessengerItem("m_2"));
        string[] bodies =
        [
            Texts.Messenger(Texts.MessengerItem("m_0")).Json(),
            Texts.Messenger(Texts.MessengerItem("m_1"), new System.Text.Json.Nodes.JsonObject { ["from_the_future"] = true }).Json(),
            Texts.Messenger([.. many]).Json(),
            Texts.Messenger(Texts.MessengerItem("m_3")).Json(),
        ];
        List<Task<HttpStatusCode>> waiting = [];
        using (await shop.Service<WriteLock>().EnterAsync(CancellationToken.None))
        {
            waiting.Add(shop.SendAsync(bodies[0]));
            await UntilTakenAsync(shop);
            foreach (var (body, depth) in bodies[1..].Zip([2, 502, 503]))
            {
                waiting.Add(shop.SendAsync(body));
                while (shop.Service<WebhookIntake>().QueueDepth < depth)
                    await Task.Yield();
            }
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK, HttpStatusCode.OK], await Task.WhenAll(waiting));
        Assert.Equal(["m_0", "m_2", "m_3"], shop.Rows("SELECT facebook_message_id AS id FROM messages ORDER BY id").Select(row => row["id"]).Order());
        Assert.DoesNotContain(shop.Log.Errors, line => line.Contains("The database can't be written", StringComparison.Ordinal));
        Assert.Contains(shop.Log.Errors, line => line.Contains("nor a dead letter of it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_full_queue_answers_503_and_what_waits_is_stored()
    {
        await using var shop = await Shop.OpenAsync();
        // Notices, which are only counted.
        var many = Texts.Messenger([.. Enumerable.Range(0, 50_001).Select(_ => new System.Text.Json.Nodes.JsonObject { ["app_roles"] = 1 })]).Json();
        List<Task<HttpStatusCode>> waiting = [];
        using (await shop.Service<WriteLock>().EnterAsync(CancellationToken.None))
        {
            waiting.Add(shop.SendAsync(Texts.Messenger(Texts.MessengerItem("m_1")).Json()));
            await UntilTakenAsync(shop);
            waiting.Add(shop.SendAsync(many));
            while (shop.Service<WebhookIntake>().QueueDepth < 50_001)
                await Task.Yield();

            var body = Texts.Messenger(Texts.MessengerItem("m_2")).Json();
            using var refused = await shop.PostAsync(Encoding.UTF8.GetBytes(body), Shop.Sign(body));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
        }

        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal(HttpStatusCode.OK, answer));
        Assert.Equal(["m_1"], shop.Rows("SELECT facebook_message_id AS id FROM messages").Select(row => row["id"]));
    }

    [Fact]
    public async Task A_client_that_stops_in_the_middle_of_its_body_leaves_nothing_and_holds_nobody_up()
    {
        await using var shop = await Shop.OpenAsync();
        var body = Texts.Messenger(Texts.MessengerItem()).Json();
        using (var socket = new TcpClient("127.0.0.1", shop.Client.BaseAddress!.Port))
        {
            var head = $"POST /api/webhooks HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\nX-Hub-Signature-256: {Shop.Sign(body)}\r\n\r\n{{\"object\"";
            await socket.GetStream().WriteAsync(Encoding.UTF8.GetBytes(head));

            Assert.Equal(HttpStatusCode.OK, await shop.SendAsync(body));
        }

        Assert.Equal(HttpStatusCode.OK, await shop.SendAsync(Texts.Messenger(Texts.MessengerItem("m_2")).Json()));
        Assert.Equal(2, shop.Count("messages"));
        Assert.Empty(shop.Log.Errors);
    }

    /// <summary>Waits until the intake has taken the first delivery from the queue and waits for the write lock.</summary>
    private static async Task UntilTakenAsync(Shop shop)
    {
        while (!shop.Service<WriteLock>().IsIntakeWaiting)
            await Task.Yield();
    }
}
