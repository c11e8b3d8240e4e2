using System.Net;
using System.Text.Json.Nodes;
using Migochat.Data;
using Migochat.Webhooks;

namespace Migochat.Tests.Webhooks;

/// <summary>Dead letters that are read again.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task What_can_be_stored_now_is_stored_once_and_its_dead_letter_is_removed()
    {
        await using var shop = await Shop.OpenAsync();
        var delivery = Texts.Messenger(Texts.MessengerItem("m_1"), Texts.MessengerItem("m_2", text: "poison"));
        await PoisonedAsync(shop, () => shop.SendAsync(delivery.Json()));

        var (status, answer) = await ReplayAsync(shop);
        var (again, _) = await ReplayAsync(shop);

        Assert.Equal((HttpStatusCode.OK, """{"outcome":"stored"}"""), (status, answer!.ToJsonString()));
        Assert.Equal(HttpStatusCode.NotFound, again);
        Assert.Equal((2, 1, 0), (shop.Count("messages"), shop.Count("users"), shop.Count("dead_letters")));
        Assert.Equal("2", shop.Rows("SELECT message_count AS n FROM conversations")[0]["n"]);
    }

    [Fact]
    public async Task What_still_fails_stays_with_one_try_more_and_is_not_kept_twice()
    {
        await using var shop = await Shop.OpenAsync();
        await PoisonedAsync(shop, async () =>
        {
            await shop.SendAsync(Texts.Messenger(Texts.MessengerItem("m_1", text: "poison")).Json());
            await ReplayAsync(shop);

            var (status, answer) = await ReplayAsync(shop);

            Assert.Equal((HttpStatusCode.OK, "kept", 2), (status, answer!["outcome"]!.GetValue<string>(), answer["tries"]!.GetValue<int>()));
            Assert.Equal(Poison.Error, answer["error"]!.GetValue<string>());
            await shop.SendAsync(Texts.Messenger(Texts.MessengerItem("m_1", text: "poison")).Json());
        });

        var letter = Assert.Single(shop.Rows("SELECT * FROM dead_letters"));
        Assert.Equal(("FAILED", "2", "2"), (letter["kind"], letter["seen"], letter["tries"]));
        Assert.Equal(0, shop.Count("messages") + shop.Count("users"));
    }

    [Fact]
    public async Task What_nobody_reads_yet_stays_unrecognised_and_later_ones_are_still_kept()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.SendAsync(Texts.Messenger(new JsonObject { ["from_the_future"] = 1 }).Json());

        var (_, answer) = await ReplayAsync(shop);
        await shop.SendAsync(Texts.Messenger(new JsonObject { ["from_the_far_future"] = 1 }).Json());

        Assert.Equal("kept", answer!["outcome"]!.GetValue<string>());
        Assert.Equal(["1 1", "1 0"], shop.Rows("SELECT seen || ' ' || tries AS counts FROM dead_letters ORDER BY id").Select(row => row["counts"]));
    }

    [Fact]
    public async Task What_a_newer_reader_knows_is_stored_as_of_its_receipt()
    {
        await using var shop = await Shop.OpenAsync();
        var item = Texts.MessengerItem();
        item.Remove("timestamp");
        var envelope = Texts.Messenger(item);
        envelope["entry"]![0]!.AsObject().Remove("time");
        Keep(shop, envelope.Json(), "2026-02-20 08:30:00.000000");

        var (_, answer) = await ReplayAsync(shop);

        Assert.Equal("stored", answer!["outcome"]!.GetValue<string>());
        Assert.Equal("2026-02-20 08:30:00.000000", Assert.Single(shop.Rows("SELECT timestamp FROM messages"))["timestamp"]);
    }

    [Fact]
    public async Task Of_several_items_the_good_ones_are_stored_and_the_whole_stays_until_all_are()
    {
        await using var shop = await Shop.OpenAsync();
        Keep(shop, Texts.Messenger(Texts.MessengerItem("m_1"), Texts.MessengerItem("m_2", text: "poison"), Texts.MessengerItem("m_3")).Json());
        await PoisonedAsync(shop, async () =>
        {
            Assert.Equal("kept", (await ReplayAsync(shop)).Body!["outcome"]!.GetValue<string>());
            Assert.Equal((2, 1), (shop.Count("messages"), shop.Count("dead_letters")));
        });

        Assert.Equal("stored", (await ReplayAsync(shop)).Body!["outcome"]!.GetValue<string>());

        Assert.Equal((3, 0), (shop.Count("messages"), shop.Count("dead_letters")));
    }

    [Theory]
    [InlineData("""{"object":"page","entry":[]}""", "stored")]
    [InlineData("""{"object":"page","entry":[{"id":"0","messaging":[]}]}""", "stored")]
    [InlineData("""[{"object":"page","entry":[]}]""", "kept")]
    [InlineData("3", "kept")]
    public async Task An_envelope_of_any_shape_can_be_replayed(string envelope, string outcome)
    {
        await using var shop = await Shop.OpenAsync();
        Keep(shop, envelope);

        var (_, answer) = await ReplayAsync(shop);

        Assert.Equal(outcome, answer!["outcome"]!.GetValue<string>());
        Assert.Equal(outcome == "kept" ? 1 : 0, shop.Count("dead_letters"));
    }

    [Fact]
    public async Task The_deepest_that_is_accepted_can_be_listed_shown_and_replayed()
    {
        await using var shop = await Shop.OpenAsync();
        // The root, entry, its element, messaging and the item are five of the 64.
        var delivery = Texts.Messenger(new JsonObject { ["from_the_future"] = "DEEP" }).Json();
        var deepest = delivery.Replace("\"DEEP\"", new string('[', 59) + new string(']', 59), StringComparison.Ordinal);
        var tooDeep = delivery.Replace("\"DEEP\"", new string('[', 60) + new string(']', 60), StringComparison.Ordinal);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (await shop.SendAsync(deepest), await shop.SendAsync(tooDeep)));

        using var request = Shop.Request(HttpMethod.Get, "dead-letters/1");
        using var shown = await shop.Client.SendAsync(request);
        Assert.Contains(new string('[', 59) + new string(']', 59), await shown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var (_, list) = await shop.CallAsync(HttpMethod.Get, "dead-letters");
        Assert.Equal("messaging: from_the_future", list!["items"]![0]!["items"]![0]!.GetValue<string>());
        Assert.Equal("kept", (await ReplayAsync(shop)).Body!["outcome"]!.GetValue<string>());
    }

    [Fact]
    public async Task Many_replays_at_once_store_it_once()
    {
        await using var shop = await Shop.OpenAsync();
        Keep(shop, Texts.Messenger(Texts.MessengerItem()).Json());

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => ReplayAsync(shop))));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(15, answers.Count(answer => answer.Status == HttpStatusCode.NotFound));
        Assert.Equal((1, 1, 0), (shop.Count("messages"), shop.Count("users"), shop.Count("dead_letters")));
    }

    [Fact]
    public async Task One_that_was_discarded_while_it_waited_stores_nothing()
    {
        await using var shop = await Shop.OpenAsync();
        Keep(shop, Texts.Messenger(Texts.MessengerItem("m_1")).Json());
        Task<ReplayAnswer> replay;
        using (await shop.Service<WriteLock>().EnterAsync(CancellationToken.None))
        {
            // The intake's thread takes the first and waits at the write lock; what comes after it stays in the queue.
            var first = shop.SendAsync(Texts.Messenger(Texts.MessengerItem("m_2")).Json());
            replay = shop.Service<DeadLetters>().ReplayAsync(1, CancellationToken.None);
            var last = shop.SendAsync(Texts.Messenger(Texts.MessengerItem("m_3")).Json());
            while (shop.Service<WebhookIntake>().QueueDepth < 2)
                await Task.Yield();
            using var outside = shop.Database();
            outside.Run("DELETE FROM dead_letters");
        }

        Assert.Equal(ReplayOutcome.Gone, (await replay).Outcome);
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem("m_2"), Texts.MessengerItem("m_3")).Json());
        Assert.Equal(["m_2", "m_3"], shop.Rows("SELECT facebook_message_id AS id FROM messages ORDER BY 1").Select(row => row["id"]));
    }

    [Fact]
    public async Task A_bad_neighbour_in_the_same_transaction_changes_nothing_for_a_replay()
    {
        await using var shop = await Shop.OpenAsync();
        Keep(shop, Texts.Messenger(Texts.MessengerItem("m_1")).Json());
        await PoisonedAsync(shop, async () =>
        {
            Task<HttpStatusCode>[] deliveries;
            Task<ReplayAnswer> replay;
            using (await shop.Service<WriteLock>().EnterAsync(CancellationToken.None))
            {
                deliveries = [.. Enumerable.Range(2, 3).Select(n => shop.SendAsync(Texts.Messenger(Texts.MessengerItem($"m_{n}", text: "poison")).Json()))];
                replay = shop.Service<DeadLetters>().ReplayAsync(1, CancellationToken.None);
                while (shop.Service<WebhookIntake>().QueueDepth < 3)
                    await Task.Yield();
            }

            Assert.Equal(ReplayOutcome.Stored, (await replay).Outcome);
            Assert.All(await Task.WhenAll(deliveries), answer => Assert.Equal(HttpStatusCode.OK, answer));
        });

        Assert.Equal((1, 3), (shop.Count("messages"), shop.Count("dead_letters")));
        Assert.All(shop.Rows("SELECT kind, tries FROM dead_letters"), row => Assert.Equal(("FAILED", "0"), (row["kind"], row["tries"])));
    }

    [Fact]
    public async Task While_the_database_is_locked_it_answers_503_and_nothing_changes()
    {
        await using var shop = await Shop.OpenAsync();
        Keep(shop, Texts.Messenger(Texts.MessengerItem()).Json());
        using (shop.LockDatabase())
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await ReplayAsync(shop)).Status);

        Assert.Equal("0", Assert.Single(shop.Rows("SELECT tries FROM dead_letters"))["tries"]);
        Assert.Equal("stored", (await ReplayAsync(shop)).Body!["outcome"]!.GetValue<string>());
        Assert.Equal(1, shop.Count("messages"));
    }

    private static Task<(HttpStatusCode Status, JsonNode? Body)> ReplayAsync(Shop shop) => shop.CallAsync(HttpMethod.Post, "dead-letters/1/replay");

    /// <summary>A dead letter as an older version left it.</summary>
    private static void Keep(Shop shop, string envelope, string receivedAt = "2026-03-01 11:59:00.000000")
    {
        using var outside = shop.Database();
        outside.Run($"INSERT INTO dead_letters (kind, content_hash, envelope, error, received_at) VALUES ('UNRECOGNISED', 'x', '{envelope}', 'unknown', '{receivedAt}')");
    }

    /// <summary>Does something while no message with the text "poison" can be stored.</summary>
    private static async Task PoisonedAsync(Shop shop, Func<Task> action)
    {
        Poison.Add(shop, "INSERT", "messages", "new.message_text = 'poison'");
        await action();
        Poison.Remove(shop, "messages");
    }
}
