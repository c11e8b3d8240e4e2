using Microsoft.EntityFrameworkCore;
using Migochat.Data;
using Migochat.People;
using Migochat.Scoring;
using Migochat.Tests.Leads;
using Migochat.Texts;

namespace Migochat.Tests.People;

public sealed class RereaderTests
{
    private const string Old = """{"v":"00000000","i":["thanks"]}""";
    private const string Order = "عايز أطلب، العنوان المنصورة شارع الجيش، رقمي 01012345678";

    private static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly string Version = new MessageTextReader().Version;

    [Theory]
    [InlineData(null)]
    [InlineData(Old)]
    [InlineData("not JSON")]
    public async Task What_another_lexicon_read_or_none_is_read_and_its_lead_is_due(string? before)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await SendAsync(shop, Order);
        var read = SignalsOf(shop);
        Forget(shop, before);

        var count = await RereadAsync(shop);

        Assert.Equal(1, count);
        Assert.Equal(read, SignalsOf(shop));
        Assert.Contains(Version, read, StringComparison.Ordinal);
        Assert.Equal(Now, shop.Read(context => context.Users.Single().ScoreDueAt));
    }

    [Fact]
    public async Task Place_and_phone_are_recounted_and_the_trail_says_so()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await SendAsync(shop, Order);
        Forget(shop, null);
        shop.ChangeLead(1, changed => (changed.Governorate, changed.PhoneNumber, changed.FieldSources) = (null, null, null));
        shop.Store(context => context.LeadActivities.ExecuteDelete());

        await RereadAsync(shop);

        var lead = shop.Read(context => context.Users.Single());
        Assert.Equal((Governorate.Dakahlia, "+201012345678"), (lead.Governorate, lead.PhoneNumber));
        Assert.Equal(
            [new AuditLine("governorate_change", null, "dakahlia"), new AuditLine("phone_change", null, "+2010******78")],
            shop.Audit(automated: true));
    }

    [Fact]
    public async Task A_place_that_the_lexicon_no_longer_finds_is_taken_back()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await SendAsync(shop, "بكام الشنطة؟");
        Forget(shop, """{"v":"00000000","i":["price"],"g":"giza"}""");
        shop.ChangeLead(1, lead => (lead.Governorate, lead.FieldSources) = (Governorate.Giza, """{"governorate":{"rank":"text","at":"2026-03-01T11:55:00Z"}}"""));

        await RereadAsync(shop);

        Assert.Null(shop.Read(context => context.Users.Single().Governorate));
    }

    [Fact]
    public async Task What_is_deleted_outbound_or_old_stays_as_it_is()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.AddLeads(1);
        Add(shop, "deleted", MessageDirection.Inbound, Now, null);
        Add(shop, "outbound", MessageDirection.Outbound, Now, Order);
        Add(shop, "old", MessageDirection.Inbound, Now.AddDays(-90), Order);
        Add(shop, "recent", MessageDirection.Inbound, Now.AddDays(-90).AddMicroseconds(1), "بكام؟");

        var count = await RereadAsync(shop);

        Assert.Equal(1, count);
        Assert.Equal(["recent"], shop.Read(context => context.Messages.Where(message => message.Signals != null).Select(message => message.FacebookMessageId!).ToArray()));
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
        shop.Store(context => context.LexiconScans.ExecuteDelete());
        var anew = await RereadAsync(shop);

        Assert.Equal((0, 0), (again, anew));
        Assert.Equal(rows, shop.Rows("SELECT * FROM users"));
        Assert.Equal(30, shop.Read(context => context.Users.Count(lead => lead.LeadScore > 0)));
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

        var done = shop.Read(context => context.Messages.Count(message => message.Signals != null));
        var halfway = ScanOf(shop);
        var rest = await RereadAsync(shop);

        Assert.Equal((100, 150), (done, rest));
        Assert.Equal((Version, 100), halfway);
        Assert.Equal(250, shop.Read(context => context.Users.Count(lead => lead.ScoreDueAt == Now)));
        Assert.Equal((Version, 250), ScanOf(shop));
    }

    [Fact]
    public async Task Rows_before_the_mark_are_not_looked_at_and_another_lexicons_mark_does_not_count()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        Fill(shop, 20);
        shop.Store(context => context.Add(new LexiconScan { Version = Version, ReadTo = 15 }));

        var few = await RereadAsync(shop);
        shop.Store(context => context.LexiconScans.ExecuteUpdate(set => set.SetProperty(scan => scan.Version, "00000000")));
        var all = await RereadAsync(shop);

        Assert.Equal((5, 15), (few, all));
        Assert.Equal(Version, ScanOf(shop).Version);
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

        Assert.Equal(3020, shop.Read(context => context.Messages.Count(message => message.Signals!.Contains(Version))));
        Assert.Equal(0, shop.Read(context => context.Users.Count(lead => lead.ScoreDueAt == null)));
    }

    [Fact]
    public async Task The_timer_reads_before_it_rescores()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await SendAsync(shop, Order);
        Forget(shop, Old);

        var run = await shop.Service<Rescorer>().RunAsync(CancellationToken.None);

        Assert.Equal(1, run.Leads);
        Assert.Equal(LeadStage.Convert, shop.Read(context => context.Users.Single().LeadStage));
        Assert.Single(shop.Log.All, line => line == $"Information: Read 1 messages again with the lexicon {Version}; none is left");
    }

    private static Task<int> RereadAsync(Shop shop, CancellationToken cancellationToken = default) =>
        shop.Service<Rereader>().RunAsync(cancellationToken);

    private static Task<System.Net.HttpStatusCode> SendAsync(Shop shop, string text, string mid = "m_1") =>
        shop.SendAsync(Migochat.Tests.Texts.Messenger(Migochat.Tests.Texts.MessengerItem(mid, text: text)).Json());

    /// <summary>As if the only message had been read by another, and its lead were not due.</summary>
    private static void Forget(Shop shop, string? signals)
    {
        shop.Store(context => context.Messages.AsTracking().Single().Signals = signals);
        shop.ChangeLead(1, lead => lead.ScoreDueAt = null);
    }

    private static void Add(Shop shop, string key, MessageDirection direction, DateTime time, string? text) => shop.Store(context => context.Add(new Message
    {
        UserId = 1,
        SenderId = "a",
        RecipientId = "page",
        Direction = direction,
        Timestamp = time,
        FacebookMessageId = key,
        MessageText = text,
    }));

    private static string SignalsOf(Shop shop) => shop.Read(context => context.Messages.Single().Signals)!;

    private static (string Version, long ReadTo) ScanOf(Shop shop)
    {
        var scan = shop.Read(context => context.LexiconScans.Single());
        return (scan.Version, scan.ReadTo);
    }

    /// <summary>People with one order each that nobody has read, as an adopted file has them.</summary>
    private static void Fill(Shop shop, int people)
    {
        var at = Now.AddHours(-1);
        shop.AddLeads(
            people,
            number => new User { Psid = $"p-{number}", CreatedAt = at, LastMessageAt = at, LastInboundAt = at },
            lead => lead.Wrote("عايز أطلب"));
    }
}
