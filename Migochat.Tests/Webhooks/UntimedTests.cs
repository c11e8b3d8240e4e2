using System.Text.Json.Nodes;

namespace Migochat.Tests.Webhooks;

/// <summary>What Meta sends without any time is known again at the next delivery, though the clock has moved.</summary>
public sealed class UntimedTests
{
    [Theory]
    [InlineData("postback", "{\"title\":\"ابدأ\",\"payload\":\"GET_STARTED\"}", "messages")]
    [InlineData("referral", "{\"source\":\"SHORTLINK\",\"type\":\"OPEN_THREAD\",\"ref\":\"bio\"}", "referrals")]
    public async Task The_same_again_later_is_one_row(string member, string content, string table)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        var item = Texts.MessengerItem();
        item.Remove("timestamp");
        item.Remove("message");
        item[member] = JsonNode.Parse(content);
        var delivery = Texts.Messenger(item);
        delivery["entry"]![0]!.AsObject().Remove("time");

        await shop.SendAsync(delivery.Json());
        shop.Time.Advance(TimeSpan.FromHours(1));
        await shop.SendAsync(delivery.Json());

        Assert.Equal(1, shop.Count(table));
    }
}
