using Migochat.Data;
using Migochat.People;
using Migochat.Scoring;
using Migochat.Texts;

namespace Migochat.Tests.People;

public sealed class RereaderTests
{
    private const string Old = """{"v":"00000000","i":["thanks"]}""";
    private const string Now = "2026-03-01 12:00:00.000000";
    private const string Order = "عايز أطلب، العنوان المنصورة شارع الجيش، رقمي 01012345678";

    private static readonly string Version = new MessageTextReader().Version;

    [Theory]
    [InlineData(null)]
    [InlineData(Old)]
    [InlineData("not JSON")]
    public async Task What_another_lexicon_read_or_none_is_read_and_its_lead_is_due(string? before)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await SendAsync(shop, Order);
        var read = shop.Rows("SELECT signals FROM messages");
        Forget(shop, before);

        var count = await RereadAsync(shop);

        Assert.Equal(1, count);
        Assert.Equal(read, shop.Rows("SELECT signals FROM messages"));
        Assert.Contains(Version, read[0]["signals"]!, StringComparison.Ordinal);
        Assert.Equal(Now, shop.Rows("SELECT score_due_at FROM users")[0]["score_due_at"]);
    }

    [Fact]
    public async Task Place_and_phone_are_recounted_and_the_trail_says_so()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await SendAsync(shop, Order);
        Forget(shop, null);
        using (var outside = shop.Database())
            outside.Run("UPDATE users SET governorate = NULL, phone_number = NULL, field_sources = NULL; DELETE FROM lead_activities");

        await RereadAsync(shop);

        var lead = Assert.Single(shop.Rows("SELECT governorate, phone_number FROM users"));
        Assert.Equal(("DAKAHLIA", "+201012345678"), (lead["governorate"], lead["phone_number"]));
        Assert.Equal(
            ["governorate_change dakahlia", "phone_change"],
            shop.Rows("SELECT activity_type AS t, new_value AS n FROM lead_activities ORDER BY id").Select(line => line["t"] == "phone_change" ? line["t"] : $"{line["t"]} {line["n"]}"));
    }

    [Fact]
    public async Task A_place_that_the_lexicon_no_longer_finds_is_taken_back()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await SendAsync(shop, "بكام الشنطة؟");
        Forget(shop, """{"v":"00000000","i":["price"],"g":"giza"}""");
        using (var outside = shop.Database())
            outside.Run("""UPDATE users SET governorate = 'GIZA', field_sources = '{"governorate":{"rank":"text","at":"2026-03-01T11:55:00Z"}}'""");

        await RereadAsync(shop);

        Assert.Null(shop.Rows("SELECT governorate FROM users")[0]["governorate"]);
    }

    [Fact]
    public async Task What_is_deleted_outbound_or_old_stays_as_it_is()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        using (var outside = shop.Database())
        {
            outside.Run("INSERT INTO users (id, psid) VALUES (1, 'a')");
            Add(outside, "deleted", "INBOUND", Now, null);
            Add(outside, "outbound", "OUTBOUND", Now, Order);
            Add(outside, "old", "INBOUND", "2025-12-01 12:00:00.000000", Order);
            Add(outside, "recent", "INBOUND", "2025-12-01 12:00:00.000001", "بكام؟");
        }

        var count = await RereadAsync(shop);

        Assert.Equal(1, count);
        Assert.Equal(["recent"], shop.Rows("SELECT facebook_message_id AS m FROM messages WHERE signals IS NOT NULL").Select(row => row["m"]));
    }

    [Fact]
    public async Task Twice_changes_nothing_more()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        Fill(shop, 30);
        await RereadAsync(shop);
        await shop.Service<Rescorer>().RunAsync(CancellationToken.None);
        var rows = shop.Rows("SELECT * FROM users");

        var again = await RereadAsync(shop);
        using (var outside = shop.Database())
            outside.Run("DELETE FROM lexicon_marks");
        var anew = await RereadAsync(shop);

        Assert.Equal((0, 0), (again, anew));
        Assert.Equal(rows, shop.Rows("SELECT * FROM users"));
        Assert.Equal(30, shop.Rows("SELECT 1 FROM users WHERE lead_score > 0").Length);
    }

    [Fact]
    public async Task Stopped_halfway_it_goes_on_where_it_was()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        Fill(shop, 250);
        using var stop = new CancellationTokenSource();
        var writeLock = shop.Service<WriteLock>();

        // Both wait for the write lock: the first slice, and behind it who stops the second.
        var held = await writeLock.EnterAsync(CancellationToken.None);
        var run = RereadAsync(shop, stop.Token);
        var next = writeLock.EnterAsync(CancellationToken.None);
        held.Dispose();
        using (await next)
        {
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        }

        var done = shop.Rows("SELECT 1 FROM messages WHERE signals IS NOT NULL").Length;
        var mark = shop.Rows("SELECT read_to FROM lexicon_marks")[0]["read_to"];
        var rest = await RereadAsync(shop);

        Assert.Equal((100, "100", 150), (done, mark, rest));
        Assert.Equal(250, shop.Rows($"SELECT 1 FROM users WHERE score_due_at = '{Now}'").Length);
        Assert.Equal($"{Version} 250", string.Join(' ', Assert.Single(shop.Rows("SELECT version, read_to FROM lexicon_marks")).Values));
    }

    [Fact]
    public async Task Rows_before_the_mark_are_not_looked_at_and_another_lexicons_mark_does_not_count()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        Fill(shop, 20);
        using (var outside = shop.Database())
            outside.Run($"INSERT INTO lexicon_marks (version, read_to) VALUES ('{Version}', 15)");

        var few = await RereadAsync(shop);
        using (var outside = shop.Database())
            outside.Run("UPDATE lexicon_marks SET version = '00000000'");
        var all = await RereadAsync(shop);

        Assert.Equal((5, 15), (few, all));
        Assert.Equal([Version], shop.Rows("SELECT version FROM lexicon_marks").Select(row => row["version"]));
    }

    [Fact]
    public async Task Two_at_once_and_the_intake_between_leave_everything_read()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        Fill(shop, 3000);

        var runs = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => RereadAsync(shop))));
        for (var i = 0; i < 20; i++)
            await SendAsync(shop, Order, $"wamid.{i}");
        await runs;
        await RereadAsync(shop);

        Assert.Equal(3020, shop.Rows($"SELECT 1 FROM messages WHERE signals LIKE '%{Version}%'").Length);
        Assert.Empty(shop.Rows("SELECT 1 FROM users WHERE score_due_at IS NULL"));
    }

    [Fact]
    public async Task The_timer_reads_before_it_rescores()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await SendAsync(shop, Order);
        Forget(shop, Old);

        var run = await shop.Service<Rescorer>().RunAsync(CancellationToken.None);

        Assert.Equal(1, run.Leads);
        Assert.Equal("CONVERT", shop.Rows("SELECT lead_stage FROM users")[0]["lead_stage"]);
        Assert.Single(shop.Log.All, line => line == $"Information: Read 1 messages again with the lexicon {Version}; none is left");
    }

    private static Task<int> RereadAsync(Shop shop, CancellationToken cancellationToken = default) =>
        shop.Service<Rereader>().RunAsync(cancellationToken);

    private static Task<System.Net.HttpStatusCode> SendAsync(Shop shop, string text, string mid = "m_1") =>
        shop.SendAsync(Migochat.Tests.Texts.Messenger(Migochat.Tests.Texts.MessengerItem(mid, text: text)).Json());

    /// <summary>As if the only message had been read by another, and its lead were not due.</summary>
    private static void Forget(Shop shop, string? signals)
    {
        using var outside = shop.Database();
        outside.Run($"UPDATE messages SET signals = {(signals is null ? "NULL" : $"'{signals}'")}; UPDATE users SET score_due_at = NULL");
    }

    private static void Add(Microsoft.Data.Sqlite.SqliteConnection outside, string key, string direction, string time, string? text) =>
        outside.Run($"""
            INSERT INTO messages (user_id, sender_id, recipient_id, direction, timestamp, facebook_message_id, message_text)
            VALUES (1, 'a', 'page', '{direction}', '{time}', '{key}', {(text is null ? "NULL" : $"'{text}'")})
            """);

    /// <summary>People with one order each that nobody has read, as an adopted file has them.</summary>
    private static void Fill(Shop shop, int people)
    {
        using var outside = shop.Database();
        outside.Run($"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {people})
            INSERT INTO users (id, psid, created_at, last_message_at, last_inbound_at)
            SELECT i, 'p-' || i, at, at, at FROM (SELECT i, '2026-03-01 11:00:00.000000' AS at FROM n)
            """);
        outside.Run("""
            INSERT INTO messages (id, user_id, sender_id, recipient_id, direction, timestamp, facebook_message_id, message_text)
            SELECT id, id, psid, 'page', 'INBOUND', created_at, 'm-' || id, 'عايز أطلب' FROM users
            """);
    }
}
