using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Migochat.Messaging;
using Migochat.Privacy;

namespace Migochat.Tests.Data;

public sealed class CheckpointerTests
{
    private const long MiB = 1024 * 1024;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    [SqliteFact("its write-ahead log")]
    public async Task What_was_committed_is_in_the_database_itself_after_two_quiet_seconds()
    {
        await using var shop = await Shop.OpenAsync();
        using var outside = shop.Database();
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem()).Json());
        Assert.NotEqual(0, Left(outside));

        await MovedAsync(shop, outside);

        // Without its log the file holds all there is.
        var copy = shop.File + ".copy";
        File.Copy(shop.File, copy);
        using var alone = Tests.Database.Open(copy);
        Assert.Equal(1, alone.Count("messages"));
    }

    [SqliteFact("its write-ahead log")]
    public async Task Commits_without_a_pause_do_not_let_the_log_grow_beyond_its_bound()
    {
        await using var shop = await Shop.OpenAsync();
        for (var delivery = 0; delivery < 200; delivery++)
        {
            Assert.Equal(HttpStatusCode.OK, await shop.SendAsync(Large($"{delivery}")));
            shop.Time.Advance(Look);
        }

        Assert.InRange(new FileInfo(shop.File + "-wal").Length, 128 * MiB, 260 * MiB);
        Assert.Equal(200, shop.Count("dead_letters"));
    }

    [SqliteTheory("its write-ahead log")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_timers_commit_is_moved_too(bool isPurge)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        using var outside = shop.Database();
        outside.Run("""
            INSERT INTO dead_letters (content_hash, kind, envelope, received_at) VALUES ('hash', 'UNRECOGNISED', '', '2020-01-01 00:00:00.000000');
            INSERT INTO users (id, psid, platform) VALUES (1, '1', 'facebook');
            INSERT INTO conversations (user_id, started_at, last_activity, is_active) VALUES (1, '2020-01-01 00:00:00.000000', '2020-01-01 00:00:00.000000', 1);
            """);

        var done = isPurge
            ? (await shop.Service<Purge>().RunAsync(CancellationToken.None)).DeadLetters
            : (await shop.Service<ConversationSweep>().RunAsync(CancellationToken.None)).Conversations;

        Assert.Equal(1, done);
        await MovedAsync(shop, outside);
    }

    [SqliteTheory("its write-ahead log")]
    [InlineData("PATCH", "leads/1", """{"first_name":"Mona"}""")]
    [InlineData("POST", "leads/1/notes", """{"text":"Called back."}""")]
    [InlineData("PUT", "settings/lead_scoring_threshold", """{"value":"75"}""")]
    [InlineData("POST", "posts", """{"facebook_post_id":"1_1","type":"product"}""")]
    [InlineData("DELETE", "dead-letters/1", null)]
    public async Task What_staff_writes_is_moved_too(string method, string path, string? body)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        using var outside = shop.Database();
        outside.Run("""
            INSERT INTO dead_letters (content_hash, kind, envelope, received_at) VALUES ('hash', 'UNRECOGNISED', '', '2026-02-28 00:00:00.000000');
            INSERT INTO users (id, psid, platform) VALUES (1, '1', 'facebook');
            """);

        using var request = Shop.Request(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await shop.Client.SendAsync(request);

        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}");
        await MovedAsync(shop, outside);
    }

    /// <summary>A delivery of 3 MiB; its item is kept whole as a dead letter.</summary>
    private static string Large(string name) => Texts.Messenger(new JsonObject { ["from_the_future"] = name, ["pad"] = new string('x', (int)(3 * MiB)) }).Json();

    /// <summary>Lets the clock go on until the log is moved; the looks wait for it between the commits and the move.</summary>
    private static async Task MovedAsync(Shop shop, DbConnection outside)
    {
        var givenUp = Task.Delay(TimeSpan.FromSeconds(20));
        while (Left(outside) > 0)
        {
            Assert.False(givenUp.IsCompleted, "The log was not moved.");
            shop.Time.Advance(Look);
            await Task.Yield();
        }
    }

    /// <summary>Pages that are in the log only.</summary>
    private static long Left(DbConnection outside)
    {
        var row = outside.Rows("PRAGMA wal_checkpoint(NOOP)")[0];
        return long.Parse(row["log"]!, CultureInfo.InvariantCulture) - long.Parse(row["checkpointed"]!, CultureInfo.InvariantCulture);
    }
}
