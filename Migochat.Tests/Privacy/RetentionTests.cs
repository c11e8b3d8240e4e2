using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Migochat.Data;
using Migochat.People;
using Migochat.Privacy;
using Migochat.Scoring;
using Migochat.Tests.Leads;

namespace Migochat.Tests.Privacy;

/// <summary>What <c>retention_days</c> takes and what it leaves, over HTTP and in a real file.</summary>
public sealed class RetentionTests
{
    private const string Phone = "201001112223";
    private const string Said = "WORDS عايز أطلب، العنوان المنصورة، رقمي 01112345678";
    private static readonly PurgeCounts Nothing = new(0, 0, 0, 0);

    private static readonly string[] Tables =
    [
        "users", "user_identities", "messages", "conversations", "lead_activities", "referrals", "thread_marks", "pending_receipts",
        "fetches", "dead_letters", "posts", "ad_campaigns",
    ];

    [Fact]
    public async Task Texts_and_metadata_go_and_every_other_column_stays()
    {
        await using var shop = await OpenAsync(days: 20);
        await ConverseAsync(shop);
        var before = Dump(shop);
        Assert.Contains("WORDS", string.Join(' ', before.Values), StringComparison.Ordinal);

        shop.Time.Advance(TimeSpan.FromDays(21));
        var counts = await PurgeAsync(shop);

        var after = Dump(shop);
        Assert.Equal(new PurgeCounts(3, 1, 4, 1), counts);
        Assert.Equal(
            ["messages.message_metadata", "messages.message_text", "pending_receipts.discriminator", "pending_receipts.payload", "referrals.metadata"],
            before.Keys.Intersect(after.Keys).Where(cell => before[cell] != after[cell] && !cell.StartsWith("pending_receipts.id", StringComparison.Ordinal))
                .Select(cell => cell.Split(' ')[0]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Equal(["dead_letters", "pending_receipts"], before.Keys.Except(after.Keys).Select(cell => cell.Split('.')[0]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("WORDS", string.Join(' ', after.Values), StringComparison.Ordinal);
        Assert.Equal(
            ["""{"referred":"taken"}""", """{"referred":"taken","edited":{"version":1,"at":"2026-03-01T11:55:00Z"}}""", """{"referred":"taken"}"""],
            shop.Rows("SELECT message_metadata AS m FROM messages ORDER BY facebook_message_id").Select(row => row["m"]));
        Assert.StartsWith("""{"version":1,"signals":""", shop.Rows("SELECT payload FROM pending_receipts WHERE kind = 'edit'")[0]["payload"], StringComparison.Ordinal);
        Assert.Equal("edit", string.Join(',', shop.Rows("SELECT kind FROM pending_receipts ORDER BY kind").Select(row => row["kind"])));
        Assert.Equal(Nothing, await PurgeAsync(shop));
    }

    [Theory]
    [InlineData(-5, false)]
    [InlineData(-4, true)]
    public async Task A_text_that_comes_late_is_read_and_not_stored(int minutes, bool isLate)
    {
        await using var shop = await OpenAsync(days: 20);
        shop.Time.Advance(TimeSpan.FromDays(20) + TimeSpan.FromMinutes(minutes));

        await ConverseAsync(shop);

        var message = shop.Rows("SELECT message_text, signals FROM messages WHERE facebook_message_id = 'm_1'")[0];
        Assert.Equal((isLate, true), (message["message_text"] is null, message["signals"]!.Contains("dakahlia", StringComparison.Ordinal)));
        var lead = shop.Rows("SELECT governorate, phone_number FROM users WHERE platform = 'facebook'")[0];
        Assert.Equal(("DAKAHLIA", isLate ? null : "+201112345678"), (lead["governorate"], lead["phone_number"]));
        Assert.Equal(isLate, !string.Join(' ', Dump(shop).Values).Contains("WORDS", StringComparison.Ordinal));
        Assert.Equal(isLate ? 0 : 1, shop.Count("dead_letters"));
        Assert.Equal(Nothing, await PurgeAsync(shop));
    }

    [Fact]
    public async Task What_happens_to_a_purged_message_brings_no_text_back()
    {
        await using var shop = await OpenAsync(days: 20);
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem(text: Said)).Json());
        shop.Time.Advance(TimeSpan.FromDays(21));
        await PurgeAsync(shop);
        var now = Texts.Before + 21L * 24 * 3600 * 1000;

        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem(text: Said)).Json());
        await shop.SendAsync(Texts.Messenger(Edit("m_1", "WORDS بكام؟", now), Reaction("m_1", now)).Json());

        var message = shop.Rows("SELECT message_text, message_metadata, signals FROM messages")[0];
        Assert.Null(message["message_text"]);
        Assert.Equal("""{"edited":{"version":1,"at":"2026-03-22T11:55:00Z"}}""", message["message_metadata"]);
        Assert.Contains("\"price\"", message["signals"], StringComparison.Ordinal);
        Assert.DoesNotContain("WORDS", string.Join(' ', Dump(shop).Values), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_says_what_a_purge_would_take_and_changes_nothing()
    {
        await using var shop = await OpenAsync(days: 20);
        await ConverseAsync(shop);
        shop.Time.Advance(TimeSpan.FromDays(21));
        var before = Dump(shop);

        var (status, preview) = await shop.CallAsync(HttpMethod.Get, "privacy/purge");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""{"retention_days":20,"kept_since":"2026-03-02T12:00:00Z","messages":3,"referrals":1,"waiting":4,"dead_letters":1,"replies":0}""", preview!.ToJsonString());
        Assert.Equal(before, Dump(shop));
        Assert.Equal(new PurgeCounts(3, 1, 4, 1), await PurgeAsync(shop));
        var (_, after) = await shop.CallAsync(HttpMethod.Get, "privacy/purge");
        Assert.Equal("""{"retention_days":20,"kept_since":"2026-03-02T12:00:00Z","messages":0,"referrals":0,"waiting":0,"dead_letters":0,"replies":0}""", after!.ToJsonString());
    }

    [Fact]
    public async Task Unset_nothing_goes()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false, ("admin_key", Shop.AdminKey));
        await ConverseAsync(shop);
        shop.Time.Advance(TimeSpan.FromDays(29));
        var before = Dump(shop);

        var (_, preview) = await shop.CallAsync(HttpMethod.Get, "privacy/purge");

        Assert.Equal("""{"retention_days":null,"kept_since":null,"messages":0,"referrals":0,"waiting":0,"dead_letters":0,"replies":0}""", preview!.ToJsonString());
        Assert.Equal(Nothing, await PurgeAsync(shop));
        Assert.Equal(before, Dump(shop));
    }

    [SqliteFact("the bytes of its file")]
    public async Task Nothing_of_the_texts_is_left_in_the_bytes_of_the_file_and_its_log()
    {
        await using var shop = await OpenAsync(days: 20);
        for (var i = 0; i < 200; i++)
        {
            var text = new StringBuilder().Insert(0, $"WORDS-{i} ", 1 + i * 7 % 97).ToString();
            await shop.SendAsync(Texts.Messenger(Texts.MessengerItem($"m_{i}", text: text)).Json());
            if (i % 3 == 0)
                await shop.SendAsync(Texts.Messenger(Edit($"m_{i / 2}", text + text, Texts.Before), Edit($"m_none{i}", text, Texts.Before)).Json());
        }

        Assert.True(Found(shop, "WORDS") > 300);
        shop.Time.Advance(TimeSpan.FromDays(21));
        Assert.Equal(new PurgeCounts(200, 0, 67, 0), await PurgeAsync(shop));
        shop.Service<IDatabaseEngine>().Compact();

        Assert.Equal(0, Found(shop, "WORDS"));
        Assert.Equal("ok", shop.Rows("PRAGMA integrity_check")[0]["integrity_check"]);
    }

    [Fact]
    public async Task Many_go_in_slices_while_the_intake_runs_and_two_purges_at_once()
    {
        const int Old = 20_000, New = 200;
        await using var shop = await OpenAsync(days: 20);
        shop.AddLeads(1);
        shop.Store(context => context.AddRange(Enumerable.Range(0, Old).Select(number => new Message
        {
            UserId = 1,
            SenderId = "1",
            RecipientId = "2",
            Direction = MessageDirection.Inbound,
            FacebookMessageId = $"old{number}",
            Timestamp = new DateTime(2026, 1, 1, 0, 0, number / 10 % 60, DateTimeKind.Utc).AddMinutes(number / 600),
            MessageText = $"text {number}",
            MessageMetadata = number % 2 == 0 ? "no JSON" : """{"rank":"history","group_id":"7"}""",
        })));

        var purges = Enumerable.Range(0, 2).Select(_ => Task.Run(() => PurgeAsync(shop))).ToArray();
        var answers = await Task.WhenAll(Enumerable.Range(0, New).Select(i => shop.SendAsync(Texts.Messenger(Texts.MessengerItem($"m_{i}")).Json())));
        while (!Array.TrueForAll(purges, purge => purge.IsCompleted))
        {
            // One may wait for the other to stop reading before it empties the log.
            shop.Time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Delay(1);
        }

        Assert.Equal(Old, (await Task.WhenAll(purges)).Sum(counts => counts.Messages));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        var left = shop.Rows("""
            SELECT count(*) || ' ' || count(message_text) || ' ' || coalesce(message_metadata, '') AS row FROM messages
            GROUP BY facebook_message_id LIKE 'old%', message_metadata
            """);
        Assert.Equal(["10000 0 ", "10000 0 {\"rank\":\"history\",\"group_id\":\"7\"}", "200 200 "], left.Select(row => row["row"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_run_begins_where_the_last_one_ended_and_anew_after_the_setting_changed()
    {
        await using var shop = await OpenAsync(days: 20);
        shop.Time.Advance(TimeSpan.FromDays(40));
        await PurgeAsync(shop);
        shop.Rows("""
            INSERT INTO messages (sender_id, recipient_id, direction, facebook_message_id, timestamp, message_text)
            VALUES ('1', '2', 'INBOUND', 'a', '2026-03-20 13:00:00.000000', 'a'), ('1', '2', 'INBOUND', 'b', '2026-03-19 11:00:00.000000', 'b')
            """);

        var next = await PurgeAsync(shop);
        shop.Rows("INSERT INTO setting_changes (key, kind, actor, changed_at) VALUES ('retention_days', 'SET', 'admin', '2026-03-21 11:00:00.000000')");
        var anew = await PurgeAsync(shop);

        Assert.Equal((1, 1), (next.Messages, anew.Messages));
    }

    [Fact]
    public async Task Scores_and_signals_stay_and_a_new_lexicon_reads_nothing_of_it()
    {
        await using var shop = await OpenAsync(days: 1);
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem(text: Said)).Json());
        shop.Time.Advance(TimeSpan.FromDays(2));
        var before = await ScoreAsync(shop);

        await PurgeAsync(shop);
        shop.Store(context => context.LexiconScans.ExecuteDelete());
        shop.Rows("""UPDATE messages SET signals = replace(signals, '{"v":"', '{"v":"0')""");
        var signals = shop.Rows("SELECT signals FROM messages")[0]["signals"];
        var reread = await shop.Service<Rereader>().RunAsync(CancellationToken.None);

        Assert.Equal((0, signals), (reread, shop.Rows("SELECT signals FROM messages")[0]["signals"]));
        Assert.Equal(before, await ScoreAsync(shop));
        Assert.Contains("+201112345678", before, StringComparison.Ordinal);
    }

    private static Task<Shop> OpenAsync(int days) =>
        Shop.OpenAsync(withTimers: false, ("admin_key", Shop.AdminKey), ("retention_days", days.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static Task<PurgeCounts> PurgeAsync(Shop shop) => shop.Service<Purge>().RunAsync(CancellationToken.None);

    /// <summary>Three messages, one with an edit, a reaction and an attachment; a referral; an edit, a reaction, a deletion and an unknown status that wait; a dead letter.</summary>
    private static async Task ConverseAsync(Shop shop)
    {
        var picture = Texts.MessengerItem("m_2", text: "WORDS");
        picture["message"]!["attachments"] = new JsonArray(new JsonObject { ["type"] = "image", ["payload"] = new JsonObject { ["url"] = "https://WORDS.example" } });
        var referral = Texts.MessengerItem();
        referral.Remove("message");
        referral["referral"] = new JsonObject { ["ref"] = "spring", ["source"] = "SHORTLINK", ["type"] = "OPEN_THREAD", ["WORDS"] = "WORDS" };
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem("m_1", text: Said), picture, Texts.MessengerItem("m_3", text: "WORDS"), referral).Json());
        await shop.SendAsync(Texts.Messenger(Edit("m_2", "WORDS two", Texts.Before), Reaction("m_3", Texts.Before)).Json());
        await shop.SendAsync(Texts.Messenger(Edit("m_none", "WORDS", Texts.Before), Reaction("m_none", Texts.Before)).Json());
        var revoke = Texts.WhatsAppMessage("wamid.revoke", Phone);
        revoke.Remove("text");
        revoke["type"] = "revoke";
        revoke["revoke"] = new JsonObject { ["original_message_id"] = "wamid.none" };
        var status = new JsonObject { ["id"] = "wamid.out", ["status"] = "WORDS", ["timestamp"] = $"{Texts.Before / 1000}", ["recipient_id"] = Phone };
        var statuses = Texts.WhatsApp([]);
        statuses["entry"]![0]!["changes"]![0]!["value"]!["statuses"] = new JsonArray(status);
        await shop.SendAsync(Texts.WhatsApp([revoke]).Json(), secret: Shop.WhatsAppSecret);
        await shop.SendAsync(statuses.Json(), secret: Shop.WhatsAppSecret);
        var unknown = Texts.MessengerItem();
        unknown.Remove("message");
        unknown["from_the_future"] = "WORDS";
        await shop.SendAsync(Texts.Messenger(unknown).Json());
    }

    private static JsonObject Edit(string mid, string text, long time)
    {
        var edit = Texts.MessengerItem(time: time);
        edit.Remove("message");
        edit["message_edit"] = new JsonObject { ["mid"] = mid, ["text"] = text, ["num_edit"] = 1 };
        return edit;
    }

    private static JsonObject Reaction(string mid, long time)
    {
        var reaction = Texts.MessengerItem(time: time);
        reaction.Remove("message");
        reaction["reaction"] = new JsonObject { ["mid"] = mid, ["action"] = "react", ["reaction"] = "WORDS", ["emoji"] = "WORDS" };
        return reaction;
    }

    /// <summary>Every cell by table, column and row.</summary>
    private static SortedDictionary<string, string?> Dump(Shop shop)
    {
        var cells = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var table in Tables)
        {
            var key = table == "pending_receipts" ? "target || kind" : "id";
            foreach (var row in shop.Rows($"SELECT {key} AS cell, * FROM {table}"))
            {
                foreach (var (column, value) in row.Where(cell => cell.Key != "cell"))
                    cells[$"{table}.{column} {row["cell"]}"] = value;
            }
        }

        return cells;
    }

    private static async Task<string> ScoreAsync(Shop shop)
    {
        shop.Rows("UPDATE users SET score_due_at = '2026-03-01 00:00:00.000000'");
        await shop.Service<Rescorer>().RunAsync(CancellationToken.None);
        return string.Join(' ', shop.Rows("SELECT lead_score, customer_label, lead_stage, governorate, phone_number FROM users")[0].Values);
    }

    private static int Found(Shop shop, string word) => ((string[])[shop.File, shop.File + "-wal"]).Where(File.Exists).Sum(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes.AsSpan().Count(Encoding.UTF8.GetBytes(word));
    });
}
