using Microsoft.EntityFrameworkCore;
using Migochat.Data;
using Migochat.Messaging;
using Migochat.Tests.Leads;

namespace Migochat.Tests.Messaging;

public sealed class ConversationSweepTests
{
    private const long Hour = 3_600_000;
    private static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(25, 0, 1)]
    [InlineData(24 * 91, 0, 0)]
    public async Task Silence_ends_a_conversation_and_later_a_persons_activity(int hoursAgo, int activeConversations, int activePeople)
    {
        await using var shop = await Shop.OpenAsync();
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem(time: Texts.Before - hoursAgo * Hour)).Json());
        shop.Store(context => context.Conversations.ExecuteUpdate(set => set.SetProperty(conversation => conversation.IsActive, true)));
        shop.Store(context => context.Users.ExecuteUpdate(set => set.SetProperty(lead => lead.IsActive, true)));

        var swept = await shop.Service<ConversationSweep>().RunAsync(CancellationToken.None);
        var again = await shop.Service<ConversationSweep>().RunAsync(CancellationToken.None);

        Assert.Equal((1 - activeConversations, 1 - activePeople), swept);
        Assert.Equal((0, 0), again);
        Assert.Equal(activeConversations, shop.Rows("SELECT 1 FROM conversations WHERE is_active").Length);
        Assert.Equal(activePeople, shop.Rows("SELECT 1 FROM users WHERE is_active").Length);
    }

    [Fact]
    public async Task As_the_clock_goes_on_conversations_end_after_a_day_and_people_are_inactive_after_ninety()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem()).Json());

        // The message is five minutes old; exactly a day, exactly ninety still count as active.
        var answers = new List<(int, int)>();
        foreach (var step in (TimeSpan[])[new(23, 55, 0), Tick, TimeSpan.FromDays(89) - Tick, Tick, TimeSpan.FromDays(365)])
        {
            shop.Time.Advance(step);
            answers.Add(await shop.Service<ConversationSweep>().RunAsync(CancellationToken.None));
        }

        Assert.Equal([(0, 0), (1, 0), (0, 0), (0, 1), (0, 0)], answers);
        Assert.Equal((0, 0), Active(shop));
    }

    [Fact]
    public async Task Who_writes_again_is_active_again_and_later_swept_again()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        var sweep = shop.Service<ConversationSweep>();
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem("m_1")).Json());
        shop.Time.Advance(TimeSpan.FromDays(100));
        Assert.Equal((1, 1), await sweep.RunAsync(CancellationToken.None));

        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem("m_2", time: Texts.Before + 100 * 24 * Hour)).Json());
        Assert.Equal((1, 1), Active(shop));
        Assert.Equal((0, 0), await sweep.RunAsync(CancellationToken.None));
        shop.Time.Advance(TimeSpan.FromDays(100));

        Assert.Equal((1, 1), await sweep.RunAsync(CancellationToken.None));
        Assert.Equal((2, 1), (shop.Count("conversations"), shop.Count("users")));
    }

    [Fact]
    public async Task Several_slices_take_all_who_are_silent_and_nobody_else()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        Fill(shop, silent: 6000, recent: 700);

        var swept = await shop.Service<ConversationSweep>().RunAsync(CancellationToken.None);
        var again = await shop.Service<ConversationSweep>().RunAsync(CancellationToken.None);

        Assert.Equal(((6000, 6000), (0, 0)), (swept, again));
        Assert.Equal((700, 700), Active(shop));
        Assert.Equal(700, shop.Rows("SELECT 1 FROM users JOIN conversations ON user_id = users.id WHERE users.is_active AND conversations.is_active AND psid LIKE 'recent-%'").Length);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(499)]
    public async Task A_slice_that_ends_with_the_last_row_loses_nobody(int silent)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        Fill(shop, silent, recent: 1);

        Assert.Equal((silent, silent), await shop.Service<ConversationSweep>().RunAsync(CancellationToken.None));

        Assert.Equal((1, 1), Active(shop));
    }

    [Fact]
    public async Task Two_at_once_end_everything_once_between_them()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        Fill(shop, silent: 6000, recent: 10);
        var sweep = shop.Service<ConversationSweep>();

        var swept = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => sweep.RunAsync(CancellationToken.None))));

        Assert.Equal((6000, 6000), (swept.Sum(run => run.Conversations), swept.Sum(run => run.Persons)));
        Assert.Equal((10, 10), Active(shop));
    }

    private static (int Conversations, int People) Active(Shop shop) =>
        (shop.Rows("SELECT 1 FROM conversations WHERE is_active").Length, shop.Rows("SELECT 1 FROM users WHERE is_active").Length);

    /// <summary>People with an active conversation each: some silent for a year, the others for an hour.</summary>
    private static void Fill(Shop shop, int silent, int recent)
    {
        shop.AddLeads(
            silent + recent,
            number =>
            {
                var at = (number < silent ? Now.AddYears(-1) : Now.AddHours(-1)).AddMicroseconds(number);
                return new User { Psid = $"{(number < silent ? "silent" : "recent")}-{number}", CreatedAt = at, LastMessageAt = at };
            },
            lead => new Conversation { UserId = lead.Id, StartedAt = lead.CreatedAt, LastActivity = lead.CreatedAt, MessageCount = 1 });
    }
}
