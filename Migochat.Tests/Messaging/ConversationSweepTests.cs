using Migochat.Messaging;

namespace Migochat.Tests.Messaging;

public sealed class ConversationSweepTests
{
    private const long Hour = 3_600_000;

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(25, 0, 1)]
    [InlineData(24 * 91, 0, 0)]
    public async Task Silence_ends_a_conversation_and_later_a_persons_activity(int hoursAgo, int activeConversations, int activePeople)
    {
        await using var shop = await Shop.OpenAsync();
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem(time: Texts.Before - hoursAgo * Hour)).Json());
        using (var outside = shop.Database())
            outside.Run("UPDATE conversations SET is_active = 1; UPDATE users SET is_active = 1");

        var swept = await shop.Service<ConversationSweep>().RunAsync(CancellationToken.None);
        var again = await shop.Service<ConversationSweep>().RunAsync(CancellationToken.None);

        Assert.Equal((1 - activeConversations, 1 - activePeople), swept);
        Assert.Equal((0, 0), again);
        Assert.Equal(activeConversations, shop.Rows("SELECT 1 FROM conversations WHERE is_active").Length);
        Assert.Equal(activePeople, shop.Rows("SELECT 1 FROM users WHERE is_active").Length);
    }
}
