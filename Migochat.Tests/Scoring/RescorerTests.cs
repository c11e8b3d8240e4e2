using Migochat.Data;
using Migochat.Scoring;
using Migochat.Texts;

namespace Migochat.Tests.Scoring;

public sealed class RescorerTests
{
    private const string Lead = """
        SELECT lead_score, customer_label, customer_type, lead_stage, last_stage_change, score_due_at, audited_score FROM users
        """;

    private const string Trail = "SELECT activity_type AS t, old_value AS o, new_value AS n, reason, automated FROM lead_activities ORDER BY id";

    // Signals of another would be read again.
    private static readonly string Version = new MessageTextReader().Version;

    [Fact]
    public async Task A_new_lead_is_scored_and_its_first_values_are_no_changes()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await SendAsync(shop, "wamid.1", """["price"]""");

        var run = await RunAsync(shop);

        Assert.Equal(new RescoreRun(1, 1, true), run);
        var lead = Assert.Single(shop.Rows(Lead));
        // Phone and name known, direct, one message, the price.
        Assert.Equal(("44", "WARM", "NEW", "NURTURE", "44"), (lead["lead_score"], lead["customer_label"], lead["customer_type"], lead["lead_stage"], lead["audited_score"]));
        Assert.Equal("2026-03-01 12:00:00.000000", lead["last_stage_change"]);
        Assert.Equal(["stage_change intake nurture A score of 30. 1"], Lines(shop));
    }

    [Fact]
    public async Task Again_at_one_moment_nothing_is_due_and_nothing_changes()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await SendAsync(shop, "wamid.1", """["order"]""");
        await RunAsync(shop);
        var (lead, trail) = (shop.Rows(Lead), shop.Rows(Trail));

        var again = await RunAsync(shop);
        MakeDue(shop);
        var forced = await RunAsync(shop);

        Assert.Equal((0, 1), (again.Leads, forced.Leads));
        Assert.Equal(lead, shop.Rows(Lead));
        Assert.Equal(trail, shop.Rows(Trail));
    }

    [Fact]
    public async Task Silence_is_followed_to_its_end_and_then_nothing_is_pending()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await SendAsync(shop, "wamid.1", """["order"]""");

        var runs = 0;
        await RunAsync(shop);
        while (shop.Rows(Lead)[0]["score_due_at"] is { } due)
        {
            shop.Time.SetUtcNow(new DateTimeOffset(UtcText.Parse(due), TimeSpan.Zero));
            await RunAsync(shop);
            runs++;
        }

        var lead = Assert.Single(shop.Rows(Lead));
        Assert.Equal(("10", "COLD", "LOST"), (lead["lead_score"], lead["customer_label"], lead["lead_stage"]));
        Assert.Equal(
            ["convert", "nurture", "lost"],
            shop.Rows(Trail).Where(line => line["t"] == "stage_change").Select(line => line["n"]));
        Assert.Equal(["cold"], shop.Rows(Trail).Where(line => line["t"] == "label_change").Select(line => line["n"]));
        var scores = shop.Rows(Trail).Where(line => line["t"] == "score_change").ToArray();
        Assert.All(scores, line => Assert.True(Math.Abs(int.Parse(line["n"]!, null) - int.Parse(line["o"]!, null)) >= 10));
        Assert.InRange(runs, 45, 60);
    }

    [Fact]
    public async Task A_complaint_is_told_once()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await SendAsync(shop, "wamid.1", """["complaint"]""");
        await SendAsync(shop, "wamid.2", """["complaint","price"]""");

        await RunAsync(shop);
        MakeDue(shop);
        await RunAsync(shop);

        var complaints = shop.Rows("SELECT a.new_value FROM lead_activities a JOIN messages m ON a.new_value = 'message ' || m.id WHERE a.activity_type = 'complaint'");
        Assert.Equal(2, complaints.Length);
    }

    [Fact]
    public async Task What_a_person_set_stays()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await SendAsync(shop, "wamid.1", """["order"]""");
        using (var outside = shop.Database())
            outside.Run("UPDATE users SET lead_stage = 'UNQUALIFIED', customer_label = 'COLD', customer_type = 'VIP', locked = 'label,stage,type'");

        await RunAsync(shop);

        var lead = Assert.Single(shop.Rows(Lead));
        Assert.Equal(("UNQUALIFIED", "COLD", "VIP", "84"), (lead["lead_stage"], lead["customer_label"], lead["customer_type"], lead["lead_score"]));
    }

    [Fact]
    public async Task One_lead_is_rescored_when_somebody_looks_and_only_if_it_is_due()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await SendAsync(shop, "wamid.1", """["price"]""");
        await SendAsync(shop, "wamid.2", "[]", from: "201001112224");
        var rescorer = shop.Service<Rescorer>();

        var told = await rescorer.ExplainAsync(1, CancellationToken.None);
        await rescorer.RescoreIfDueAsync(1, CancellationToken.None);
        await rescorer.RescoreIfDueAsync(99, CancellationToken.None);

        Assert.Equal(["44", "0"], shop.Rows(Lead).Select(lead => lead["lead_score"]));
        Assert.Equal(44, told!.Points);
        Assert.Null(await rescorer.ExplainAsync(99, CancellationToken.None));
    }

    [Fact]
    public async Task A_lead_that_cannot_be_read_is_put_off_and_the_others_are_scored()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await SendAsync(shop, "wamid.1", """["price"]""");
        await SendAsync(shop, "wamid.2", """["price"]""", from: "201001112224");
        using (var outside = shop.Database())
            outside.Run("UPDATE users SET lead_stage = 'DREAMING' WHERE id = 1");

        var run = await RunAsync(shop);

        Assert.Equal((2, true), (run.Leads, run.IsComplete));
        Assert.Equal(["0", "44"], shop.Rows("SELECT lead_score FROM users ORDER BY id").Select(lead => lead["lead_score"]));
        Assert.Equal("2026-03-02 12:00:00.000000", shop.Rows(Lead)[0]["score_due_at"]);
        Assert.Single(shop.Log.Errors);
    }

    [Fact]
    public async Task Two_at_once_rescore_everybody_once_while_others_write()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        Fill(shop, 3000);

        var runs = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => RunAsync(shop))));
        for (var i = 0; i < 30; i++)
            await SendAsync(shop, $"wamid.{i}", """["order"]""", settle: false);
        await runs;
        await RunAsync(shop);

        Assert.Empty(shop.Rows("SELECT 1 FROM users WHERE customer_label IS NULL OR score_due_at <= '2026-03-01 12:00:00.000000'"));
        Assert.Equal(3000, shop.Rows("SELECT 1 FROM lead_activities WHERE activity_type = 'stage_change' AND user_id <= 3000").Length);
        Assert.Equal(3000, shop.Rows("SELECT 1 FROM users WHERE id <= 3000 AND lead_score = 59").Length);
    }

    [Fact]
    public async Task The_intake_nudges_and_a_second_later_the_lead_is_scored()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage()], [Texts.Contact()]).Json(), secret: Shop.WhatsAppSecret);
        var rows = shop.Rows("SELECT 1 FROM users WHERE customer_label IS NULL");

        // In small steps, since the pause begins when the nudge is seen; the timer would come after five minutes.
        for (var i = 0; i < 20_000 && shop.Rows("SELECT 1 FROM users WHERE customer_label IS NULL").Length > 0; i++)
        {
            shop.Time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        Assert.Single(rows);
        Assert.Equal(nameof(CustomerLabel.Warm).ToUpperInvariant(), Assert.Single(shop.Rows(Lead))["customer_label"]);
    }

    [Fact]
    public async Task The_timer_says_in_one_line_what_it_did()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await SendAsync(shop, "wamid.1", """["price"]""");

        await RunAsync(shop);

        Assert.Single(shop.Log.All, line => line == "Information: Rescored 1 leads, 1 of them moved to another stage; none is left");
    }

    private static Task<RescoreRun> RunAsync(Shop shop) => shop.Service<Rescorer>().RunAsync(CancellationToken.None);

    private static IEnumerable<string> Lines(Shop shop) => shop.Rows(Trail).Select(line => string.Join(' ', line.Values));

    private static void MakeDue(Shop shop)
    {
        using var outside = shop.Database();
        outside.Run("UPDATE users SET score_due_at = '2026-03-01 12:00:00.000000'");
    }

    /// <summary>A message whose text means what the signals say.</summary>
    private static async Task SendAsync(Shop shop, string id, string intents, string from = "201001112223", bool settle = true)
    {
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage(id, from)], [Texts.Contact(from)]).Json(), secret: Shop.WhatsAppSecret);
        if (!settle)
            return;
        using var outside = shop.Database();
        outside.Run($$"""UPDATE messages SET signals = '{"v":"{{Version}}","i":{{intents}}}' WHERE facebook_message_id = '{{id}}'""");
    }

    /// <summary>People with one order each, all due: 10 for the source, 4 for the message, 45 for the order.</summary>
    private static void Fill(Shop shop, int people)
    {
        using var outside = shop.Database();
        outside.Run($$"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {{people}})
            INSERT INTO users (id, psid, created_at, last_message_at, last_inbound_at, last_stage_change, score_due_at)
            SELECT i, 'p-' || i, at, at, at, at, '2026-03-01 11:59:00.000000' FROM (SELECT i, '2026-03-01 11:00:00.000000' AS at FROM n)
            """);
        outside.Run("""
            INSERT INTO messages (user_id, sender_id, recipient_id, direction, timestamp, facebook_message_id, signals)
            SELECT id, psid, 'page', 'INBOUND', created_at, 'm-' || id, '{"v":"{{Version}}","i":["order"]}' FROM users
            """);
    }
}
