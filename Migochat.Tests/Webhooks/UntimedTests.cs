using System.Text.Json.Nodes;

namespace Migochat.Tests.Webhooks;

/// <summary>What Meta sends without any time is known again at the next delivery, though the clock has moved.</summary>
public sealed class UntimedTests
{
    private const string Postback = "{\"title\":\"ابدأ\",\"payload\":\"GET_STARTED\"}";
    private const string Referral = "{\"source\":\"SHORTLINK\",\"type\":\"OPEN_THREAD\",\"ref\":\"bio\"}";

    [Theory]
    [InlineData("postback", Postback, "messages", false)]
    [InlineData("postback", Postback, "messages", true)]
    [InlineData("message", "{\"mid\":\"m_1\",\"text\":\"hi\"}", "messages", false)]
    [InlineData("message", "{\"mid\":\"m_1\",\"text\":\"hi\"}", "messages", true)]
    [InlineData("referral", Referral, "referrals", false)]
    [InlineData("referral", Referral, "referrals", true)]
    public async Task The_same_again_later_is_one_row_as_before(string member, string content, string table, bool hasEntryTime)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        var item = Texts.MessengerItem();
        item.Remove("timestamp");
        item.Remove("message");
        item[member] = JsonNode.Parse(content);
        var delivery = Texts.Messenger(item);
        delivery["entry"]![0]!["time"] = hasEntryTime ? Texts.Before : null;

        await shop.SendAsync(delivery.Json());
        var before = shop.Rows($"SELECT * FROM {table}");
        shop.Time.Advance(TimeSpan.FromHours(1));
        delivery["entry"]![0]!["time"] = hasEntryTime ? Texts.Before + 60_000 : null;
        await shop.SendAsync(delivery.Json());

        Assert.Equal(Assert.Single(before), Assert.Single(shop.Rows($"SELECT * FROM {table}")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_copy_with_a_time_of_its_own_gives_the_content_in_either_order(bool isTimedFirst)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        var (timed, untimed) = (Texts.MessengerItem("m_1", text: "timed"), Texts.MessengerItem("m_1", text: "untimed"));
        untimed.Remove("timestamp");

        foreach (var item in isTimedFirst ? (JsonObject[])[timed, untimed] : [untimed, timed])
        {
            await shop.SendAsync(Texts.Messenger(item).Json());
            shop.Time.Advance(TimeSpan.FromHours(1));
        }

        var message = shop.Read(context => context.Messages.Single());
        Assert.Equal(("timed", null), (message.MessageText, message.MessageMetadata));
    }
}
