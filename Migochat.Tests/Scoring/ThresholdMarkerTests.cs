using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Migochat.Data;
using Migochat.Scoring;
using Migochat.Settings;
using Migochat.Tests.Leads;
using Migochat.Tests.Settings;
using Migochat.Texts;

namespace Migochat.Tests.Scoring;

public sealed class ThresholdMarkerTests
{
    private static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    private static readonly string Version = new MessageTextReader().Version;

    [Fact]
    public async Task A_threshold_changed_over_HTTP_moves_labels_at_the_next_rescoring()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        Fill(shop, 300, "[\"order\"]"); // 59 points
        Fill(shop, 200, "[\"price\"]"); // 34 points
        await RescoreAsync(shop);
        var before = Labels(shop);

        await shop.PutAsync("lead_scoring_threshold", "55");
        var hot = await RescoreAsync(shop);
        var afterHot = Labels(shop);
        await shop.PutAsync("lead_warm_threshold", "30");
        var warm = await RescoreAsync(shop);

        Assert.Equal(new LabelCounts(Hot: 0, Warm: 300, Cold: 200), before);
        Assert.Equal(new LabelCounts(Hot: 300, Warm: 0, Cold: 200), afterHot);
        Assert.Equal(new LabelCounts(Hot: 300, Warm: 200, Cold: 0), Labels(shop));
        Assert.Equal((500, 500), (hot.Leads, warm.Leads));
        Assert.Equal(500, shop.Audit(automated: true).Count(line => line.Type == "label_change"));
    }

    [Theory]
    [InlineData("lead_lost_after_days", "3", 0)]
    [InlineData("lead_lost_after_days", "1", 4)]
    public async Task Who_has_been_silent_too_long_by_now_is_lost(string key, string value, int lost)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        Fill(shop, 4, "[]");
        await RescoreAsync(shop);
        shop.Time.Advance(TimeSpan.FromHours(30));
        await RescoreAsync(shop);

        await shop.PutAsync(key, value);
        await RescoreAsync(shop);

        Assert.Equal(lost, CountLeads(shop, lead => lead.LeadStage == LeadStage.Lost));
    }

    [Fact]
    public async Task However_thresholds_change_nobody_is_left_with_the_answers_of_before()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        foreach (var intents in (string[])["[]", "[\"price\"]", "[\"order\"]", "[\"order\",\"complaint\"]", "[\"refusal\"]"])
        {
            for (var hoursAgo = 0; hoursAgo < 40 * 24; hoursAgo += 53)
                Fill(shop, 2, intents, hoursAgo);
        }

        await SettleAsync(shop);
        foreach (var (hot, warm, lost) in ((string, string, string)[])[("90", "20", "60"), ("45", "20", "10"), ("45", "35", "20"), ("60", "15", "5"), ("75", "40", "60")])
        {
            shop.Store(context => context.AppSettings.ExecuteDelete());
            shop.Store(context => context.AddRange(
                new AppSetting { Key = "lead_scoring_threshold", Value = hot },
                new AppSetting { Key = "lead_warm_threshold", Value = warm },
                new AppSetting { Key = "lead_lost_after_days", Value = lost }));
            await shop.Service<SettingsReader>().RefreshAsync(CancellationToken.None);
            await SettleAsync(shop);
            var answers = Answers(shop);

            shop.Store(context => context.Users.ExecuteUpdate(set => set.SetProperty(lead => lead.ScoreDueAt, Now)));
            await SettleAsync(shop);

            Assert.Equal(answers, Answers(shop));
        }
    }

    [Fact]
    public async Task All_are_marked_and_after_two_passes_none()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        Fill(shop, 30, "[\"order\"]");
        Fill(shop, 50, "[\"price\"]");
        await RescoreAsync(shop);

        var marked = await MarkAsync(shop, hot: 55);
        var sooner = await MarkAsync(shop, hot: 55);
        Assert.Equal(new Scan(Terms(55), Passes: 1, MarkedTo: 0), ScanOf(shop));
        shop.Time.Advance(TimeSpan.FromMinutes(1));
        shop.ChangeLead(1, lead => lead.ScoreDueAt = null); // as if another instance had just rescored it by the old thresholds
        var later = await MarkAsync(shop, hot: 55);
        shop.ChangeLead(2, lead => lead.ScoreDueAt = null);
        var never = await MarkAsync(shop, hot: 55);

        Assert.Equal((80, 0, 1, 0), (marked, sooner, later, never));
        Assert.Equal(new Scan(Terms(55), Passes: 2, MarkedTo: 0), ScanOf(shop));
        Assert.Equal(Now.AddMinutes(1), shop.Read(context => context.Users.Single(lead => lead.Id == 1).ScoreDueAt));
        Assert.Equal(78, CountLeads(shop, lead => lead.ScoreDueAt == Now));
        Assert.Single(shop.Log.All, line => line == $"Information: Marked 80 leads as due, since scoring has changed ({Terms(55)}); none is left");
    }

    [Fact]
    public async Task Other_rules_mark_every_lead_and_a_new_database_none()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        Fill(shop, 30, "[\"order\"]");
        await RescoreAsync(shop);
        var first = ScanOf(shop);
        var atFirst = await MarkAsync(shop, hot: 75);

        shop.Store(context => context.ThresholdScans.ExecuteUpdate(set => set.SetProperty(scan => scan.Terms, "rules 0, hot 75, warm 40, lost 60 days")));
        var marked = await MarkAsync(shop, hot: 75);
        await RescoreAsync(shop);
        shop.Time.Advance(TimeSpan.FromMinutes(1));
        var later = await MarkAsync(shop, hot: 75);

        Assert.Equal((0, 30, 30), (atFirst, marked, later));
        Assert.Equal(new Scan(Terms(75), Passes: 2, MarkedTo: 0), first);
        Assert.Equal(first, ScanOf(shop));
    }

    [Fact]
    public async Task Stopped_halfway_it_goes_on_where_it_was()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        Fill(shop, 1250, "[\"order\"]");
        await RescoreAsync(shop);
        using var stop = new CancellationTokenSource();
        var writeLock = shop.Service<WriteLock>();

        // Both wait for the write lock: the first slice, and behind it who stops the second.
        var held = await writeLock.EnterAsync(CancellationToken.None);
        var run = MarkAsync(shop, hot: 55, stop.Token);
        var next = writeLock.EnterAsync(CancellationToken.None);
        held.Dispose();
        using (await next)
        {
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        }

        var (due, scan) = (CountLeads(shop, lead => lead.ScoreDueAt == Now), ScanOf(shop));
        var rest = await MarkAsync(shop, hot: 55);

        Assert.Equal((500, 750), (due, rest));
        Assert.Equal(new Scan(Terms(55), Passes: 0, MarkedTo: 500), scan);
        Assert.Equal(new Scan(Terms(55), Passes: 1, MarkedTo: 0), ScanOf(shop));
    }

    [Fact]
    public async Task Thresholds_that_come_back_are_looked_for_anew()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        Fill(shop, 20, "[\"order\"]");
        await RescoreAsync(shop);

        await MarkAsync(shop, hot: 55);
        await RescoreOnlyAsync(shop, "55");
        var back = await MarkAsync(shop, hot: 75);

        Assert.Equal(20, back);
        Assert.Equal(Terms(75), ScanOf(shop).Thresholds);
    }

    [Fact]
    public async Task Two_at_once_and_the_intake_between_leave_nobody_out()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        Fill(shop, 6000, "[\"order\"]");
        await RescoreAsync(shop);

        var runs = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => MarkAsync(shop, hot: 55))));
        for (var i = 0; i < 20; i++)
            await shop.WritesAsync($"20100111{i:0000}");
        await runs;

        Assert.Equal(6000, CountLeads(shop, lead => lead.Id <= 6000 && lead.ScoreDueAt == Now));
        Assert.Equal(Terms(55), ScanOf(shop).Thresholds);
    }

    [Fact]
    public async Task A_row_that_nobody_can_read_is_left_to_rescoring_which_tells_of_it()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        Fill(shop, 2, "[\"order\"]");
        await RescoreAsync(shop);
        shop.Rows("UPDATE users SET lead_stage = 'DREAMING' WHERE id = 1");

        await shop.PutAsync("lead_scoring_threshold", "55");
        await RescoreAsync(shop);

        Assert.Equal(CustomerLabel.Hot, shop.Read(context => context.Users.Single(lead => lead.Id == 2).CustomerLabel));
        Assert.Single(shop.Log.Errors);
    }

    [Fact]
    public async Task In_a_running_host_a_changed_threshold_is_followed_without_waiting_for_the_timer()
    {
        await using var shop = await Shop.OpenAsync();
        Fill(shop, 3, "[\"order\"]");
        await RescoreAsync(shop);

        await shop.PutAsync("lead_scoring_threshold", "55");
        var started = shop.Time.GetUtcNow();
        for (var i = 0; i < 20_000 && CountLeads(shop, lead => lead.CustomerLabel == CustomerLabel.Hot) < 3; i++)
        {
            shop.Time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        Assert.Equal(new LabelCounts(Hot: 3, Warm: 0, Cold: 0), Labels(shop));
        Assert.True(shop.Time.GetUtcNow() - started < TimeSpan.FromMinutes(5));
    }

    private static Task<RescoreRun> RescoreAsync(Shop shop) => shop.Service<Rescorer>().RunAsync(CancellationToken.None);

    private static async Task SettleAsync(Shop shop)
    {
        for (var i = 0; i < 4; i++)
        {
            shop.Time.Advance(TimeSpan.FromMilliseconds(1));
            await RescoreAsync(shop);
        }
    }

    /// <summary>Rescores the due leads by another hot threshold, and leaves the scan as it is.</summary>
    private static async Task RescoreOnlyAsync(Shop shop, string hot)
    {
        shop.Store(context => context.Add(new AppSetting { Key = "lead_scoring_threshold", Value = hot }));
        await shop.Service<SettingsReader>().RefreshAsync(CancellationToken.None);
        for (var id = 1; id <= shop.Count("users"); id++)
            await shop.Service<Rescorer>().RescoreIfDueAsync(id, CancellationToken.None);
    }

    private static Task<int> MarkAsync(Shop shop, int hot, CancellationToken cancellationToken = default) =>
        shop.Service<ThresholdMarker>().RunAsync(new ScoringThresholds(hot, 40, TimeSpan.FromDays(60)), cancellationToken);

    private static string Terms(int hot) => $"rules {Score.RulesVersion}, hot {hot}, warm 40, lost 60 days";

    private static Scan ScanOf(Shop shop) =>
        shop.Read(context => context.ThresholdScans.Select(scan => new Scan(scan.Terms, scan.Passes, scan.MarkedTo)).Single());

    private static int CountLeads(Shop shop, Expression<Func<User, bool>> condition) => shop.Read(context => context.Users.Count(condition));

    private static (long Id, CustomerLabel? Label, LeadStage Stage)[] Answers(Shop shop) =>
        shop.Read(context => context.Users.OrderBy(lead => lead.Id).AsEnumerable().Select(lead => (lead.Id, lead.CustomerLabel, lead.LeadStage)).ToArray());

    private static LabelCounts Labels(Shop shop) => new(
        CountLeads(shop, lead => lead.CustomerLabel == CustomerLabel.Hot),
        CountLeads(shop, lead => lead.CustomerLabel == CustomerLabel.Warm),
        CountLeads(shop, lead => lead.CustomerLabel == CustomerLabel.Cold));

    /// <summary>People with one message each, all due.</summary>
    private static void Fill(Shop shop, int people, string intents, int hoursAgo = 1)
    {
        var (at, first) = (Now.AddHours(-hoursAgo), shop.Count("users") + 1);
        shop.AddLeads(
            people,
            number => new User { Psid = $"p-{number + first}", CreatedAt = at, LastMessageAt = at, LastInboundAt = at, LastStageChange = at, ScoreDueAt = Now.AddMinutes(-1) },
            lead => lead.Wrote(signals: $$"""{"v":"{{Version}}","i":{{intents}}}"""));
    }

    private sealed record Scan(string Thresholds, int Passes, long MarkedTo);

    private sealed record LabelCounts(int Hot, int Warm, int Cold);
}
