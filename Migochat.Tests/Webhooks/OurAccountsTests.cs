using System.Net;
using System.Text.Json.Nodes;

namespace Migochat.Tests.Webhooks;

public sealed class OurAccountsTests
{
    private static readonly JsonObject Image = new() { ["sender"] = new JsonObject { ["id"] = "1" }, ["message"] = new JsonObject { ["mid"] = "m", ["attachments"] = new JsonArray() } };

    public static TheoryData<string, string, bool> Deliveries() => new()
    {
        { "fb_page_ids", Texts.Messenger(Texts.MessengerItem()).Json(), true },
        { "instagram_account_ids", Texts.Instagram().Json(), true },
        { "whatsapp_phone_number_ids", Texts.WhatsApp([Texts.WhatsAppMessage()]).Json(), true },
        { "fb_page_ids", Texts.Messenger(Image.DeepClone()).Json(), false },
    };

    [Theory]
    [MemberData(nameof(Deliveries))]
    public async Task Only_the_traffic_of_our_accounts_is_kept(string setting, string delivery, bool isMessage)
    {
        await using var theirs = await Shop.OpenAsync((setting, "1, 2"));
        await using var ours = await Shop.OpenAsync((setting, $"{Texts.PageId},{Texts.InstagramId},{Texts.PhoneNumberId}"));

        Assert.Equal(HttpStatusCode.OK, await theirs.SendAsync(delivery));
        Assert.Equal(HttpStatusCode.OK, await ours.SendAsync(delivery));

        Assert.Equal(0, theirs.Count("messages") + theirs.Count("users") + theirs.Count("dead_letters"));
        Assert.Equal(1, ours.Count(isMessage ? "messages" : "dead_letters"));
    }

    [Fact]
    public async Task An_account_that_writes_to_itself_is_no_person()
    {
        await using var shop = await Shop.OpenAsync();
        var item = Texts.MessengerItem(sender: Texts.PageId);
        item["message"]!["is_echo"] = true;

        Assert.Equal(HttpStatusCode.OK, await shop.SendAsync(Texts.Messenger(item).Json()));

        Assert.Equal(0, shop.Count("users") + shop.Count("messages") + shop.Count("dead_letters"));
    }
}
