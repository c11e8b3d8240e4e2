using Migochat.Messaging;

namespace Migochat.Tests.Messaging;

public sealed class ConversationSweepTests
{
    [Theory]
    [InlineData(0.9, 1, 1)]
    [InlineData(1.1, 0, 1)]
    [InlineData(23.8, 0, 1)]
    [InlineData(24.1, 0, 0)]
    public async Task Silence_ends_a_conversation_and_later_a_persons_activity(double hours, int activeConversations, int activePeople)
    {
        await using var shop = await Shop.OpenAsync(("conversation_idle_hours", "1"), ("user_inactive_after_days", "1"));
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem()).Json());
        shop.Time.Advance(TimeSpan.FromHours(hours));

        await shop.Service<ConversationSweep>().RunAsync(CancellationToken.None);
        var again = await shop.Service<ConversationSweep>().RunAsync(CancellationToken.None);

        Assert.Equal((0, 0), again);
        Assert.Equal(activeConversations, shop.Rows("SELECT 1 FROM conversations WHERE is_active").Length);
        Assert.Equal(activePeople, shop.Rows("SELECT 1 FROM users WHERE is_active").Length);
    }

    [Fact]
    public async Task More_than_one_slice_is_swept_while_messages_come_in()
    {
        await using var shop = await Shop.OpenAsync();
        const int Silent = 1_700;
        await shop.SendAsync(Texts.Messenger([.. Enumerable.Range(0, Silent).Select(n => Texts.MessengerItem($"m_{n}", $"65432109876{n:00000}"))]).Json());
        shop.Time.Advance(TimeSpan.FromHours(30));

        var sweeping = shop.Service<ConversationSweep>().RunAsync(CancellationToken.None);
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem("m_new", "1", time: Texts.Before + 30L * 3600 * 1000)).Json());

        await sweeping;
        Assert.Equal(Silent + 1, shop.Count("conversations"));
        Assert.Equal("1", Assert.Single(shop.Rows("SELECT psid FROM users JOIN conversations c ON c.user_id = users.id WHERE c.is_active"))["psid"]);
    }

    [Fact]
    public async Task A_person_who_writes_again_is_active_again_in_a_conversation_of_its_own()
    {
        await using var shop = await Shop.OpenAsync(("user_inactive_after_days", "1"));
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem("m_1")).Json());
        shop.Time.Advance(TimeSpan.FromHours(26));
        await shop.Service<ConversationSweep>().RunAsync(CancellationToken.None);

        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem("m_2", time: Texts.Before + 26L * 3600 * 1000)).Json());

        Assert.Equal(["0", "1"], shop.Rows("SELECT is_active FROM conversations ORDER BY started_at").Select(row => row["is_active"]));
        Assert.Equal("1", shop.Rows("SELECT is_active FROM users")[0]["is_active"]);
    }
}
