using Microsoft.EntityFrameworkCore;
using Migochat.Data;
using Migochat.Scoring;
using Migochat.Tests.Leads;
using Migochat.Texts;

namespace Migochat.Tests.Scoring;

public sealed class RescorerTests
{
    private static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    // Signals of another would be read again.
    private static readonly string Version = new MessageTextReader().Version;

    [Fact]
    public async Task A_new_lead_is_scored_and_its_first_values_are_no_changes()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await SendAsync(shop, "wamid.1", """["price"]""");

        var run = await RunAsync(shop);

        Assert.Equal(new RescoreRun(1, 1, true), run);
        var lead = Assert.Single(Leads(shop));
        // Phone and name known, direct, one message, the price.
        Assert.Equal((44, CustomerLabel.Warm, CustomerType.New, LeadStage.Nurture, 44), (lead.Score, lead.Label, lead.Type, lead.Stage, lead.AuditedScore));
        Assert.Equal(Now, lead.LastStageChange);
        Assert.Equal([new AuditLine("stage_change", "intake", "nurture")], shop.Audit(automated: true));
        Assert.Equal("A score of 30.", shop.Read(context => context.LeadActivities.Single().Reason));
    }

    [Fact]
    public async Task Again_at_one_moment_nothing_is_due_and_nothing_changes()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await SendAsync(shop, "wamid.1", """["order"]""");
        await RunAsync(shop);
        var (leads, trail) = (Leads(shop), shop.Audit(automated: true));

        var again = await RunAsync(shop);
        MakeDue(shop);
        var forced = await RunAsync(shop);

        Assert.Equal((0, 1), (again.Leads, forced.Leads));
        Assert.Equal(leads, Leads(shop));
        Assert.Equal(trail, shop.Audit(automated: true));
        Assert.Equal(trail.Length, shop.Count("lead_activities"));
    }

    [Fact]
    public async Task Silence_is_followed_to_its_end_and_then_nothing_is_pending()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await SendAsync(shop, "wamid.1", """["order"]""");

        var runs = 0;
        await RunAsync(shop);
        while (Leads(shop)[0].DueAt is { } due)
        {
            shop.Time.SetUtcNow(new DateTimeOffset(due, TimeSpan.Zero));
            await RunAsync(shop);
            runs++;
        }

        var lead = Assert.Single(Leads(shop));
        Assert.Equal((10, CustomerLabel.Cold, LeadStage.Lost), (lead.Score, lead.Label, lead.Stage));
        var trail = shop.Audit(automated: true);
        Assert.Equal(["convert", "nurture", "lost"], trail.Where(line => line.Type == "stage_change").Select(line => line.New));
        Assert.Equal(["cold"], trail.Where(line => line.Type == "label_change").Select(line => line.New));
        var scores = trail.Where(line => line.Type == "score_change").ToArray();
        Assert.All(scores, line => Assert.True(Math.Abs(int.Parse(line.New!, null) - int.Parse(line.Old!, null)) >= 10));
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

        var messages = shop.Read(context => context.Messages.OrderBy(message => message.Id).Select(message => message.Id).ToArray());
        Assert.Equal(messages.Select(id => $"message {id}"), shop.Audit(automated: true).Where(line => line.Type == "complaint").Select(line => line.New).Order());
    }

    [Fact]
    public async Task What_a_person_set_stays()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await SendAsync(shop, "wamid.1", """["order"]""");
        shop.ChangeLead(1, changed =>
        {
            changed.LeadStage = LeadStage.Unqualified;
            changed.CustomerLabel = CustomerLabel.Cold;
            changed.CustomerType = CustomerType.Vip;
            changed.Locked = "label,stage,type";
        });

        await RunAsync(shop);

        var lead = Assert.Single(Leads(shop));
        Assert.Equal((LeadStage.Unqualified, CustomerLabel.Cold, CustomerType.Vip, 84), (lead.Stage, lead.Label, lead.Type, lead.Score));
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

        Assert.Equal([44, 0], Leads(shop).Select(lead => lead.Score));
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
        // The stage of the first can't be read as a value, so only columns are selected.
        var leads = shop.Read(context => context.Users.OrderBy(lead => lead.Id).Select(lead => new { lead.LeadScore, lead.ScoreDueAt }).ToArray());
        Assert.Equal([0, 44], leads.Select(lead => lead.LeadScore));
        Assert.Equal(Now.AddDays(1), leads[0].ScoreDueAt);
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

        Assert.Equal(0, shop.Read(context => context.Users.Count(lead => lead.CustomerLabel == null || lead.ScoreDueAt <= Now)));
        Assert.Equal(3000, shop.Read(context => context.LeadActivities.Count(line => line.ActivityType == "stage_change" && line.UserId <= 3000)));
        Assert.Equal(3000, shop.Read(context => context.Users.Count(lead => lead.Id <= 3000 && lead.LeadScore == 59)));
    }

    [Fact]
    public async Task The_intake_nudges_and_a_second_later_the_lead_is_scored()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage()], [Texts.Contact()]).Json(), secret: Shop.WhatsAppSecret);
        var before = Leads(shop);

        // In small steps, since the pause begins when the nudge is seen; the timer would come after five minutes.
        for (var i = 0; i < 20_000 && Leads(shop)[0].Label is null; i++)
        {
            shop.Time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        Assert.Null(Assert.Single(before).Label);
        Assert.Equal(CustomerLabel.Warm, Assert.Single(Leads(shop)).Label);
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

    private static ScoredLead[] Leads(Shop shop) => shop.Read(context => context.Users
        .OrderBy(lead => lead.Id)
        .Select(lead => new ScoredLead(
            lead.LeadScore, lead.CustomerLabel, lead.CustomerType, lead.LeadStage, lead.LastStageChange, lead.ScoreDueAt, lead.AuditedScore))
        .ToArray());

    private static void MakeDue(Shop shop) =>
        shop.Store(context => context.Users.ExecuteUpdate(set => set.SetProperty(lead => lead.ScoreDueAt, Now)));

    /// <summary>A message whose text means what the signals say.</summary>
    private static async Task SendAsync(Shop shop, string id, string intents, string from = "201001112223", bool settle = true)
    {
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage(id, from)], [Texts.Contact(from)]).Json(), secret: Shop.WhatsAppSecret);
        if (!settle)
            return;
        shop.Store(context => context.Messages.AsTracking().Single(message => message.FacebookMessageId == id).Signals = $$"""{"v":"{{Version}}","i":{{intents}}}""");
    }

    /// <summary>People with one order each, all due: 10 for the source, 4 for the message, 45 for the order.</summary>
    private static void Fill(Shop shop, int people)
    {
        var at = Now.AddHours(-1);
        shop.AddLeads(
            people,
            number => new User { Psid = $"p-{number}", CreatedAt = at, LastMessageAt = at, LastInboundAt = at, LastStageChange = at, ScoreDueAt = Now.AddMinutes(-1) },
            lead => lead.Wrote(signals: $$"""{"v":"{{Version}}","i":["order"]}"""));
    }

    private sealed record ScoredLead(
        int Score, CustomerLabel? Label, CustomerType? Type, LeadStage Stage, DateTime LastStageChange, DateTime? DueAt, int AuditedScore);
}
