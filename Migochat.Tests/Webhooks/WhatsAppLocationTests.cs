using System.Text.Json.Nodes;
using Migochat.Tests.Leads;

namespace Migochat.Tests.Webhooks;

/// <summary>A shared place says by its name or by its address where the customer is.</summary>
public sealed class WhatsAppLocationTests
{
    [Theory]
    [InlineData("ميدان التحرير", "القاهرة", "ميدان التحرير\nالقاهرة", "cairo")]
    [InlineData("البيت", "شارع الجيش، المنصورة، الدقهلية", "البيت\nشارع الجيش، المنصورة، الدقهلية", "dakahlia")]
    [InlineData("المنصورة", "شارع الجيش", "المنصورة\nشارع الجيش", "dakahlia")]
    [InlineData(null, "أسوان", "أسوان", "aswan")]
    [InlineData("أسوان", null, "أسوان", "aswan")]
    [InlineData("أسوان", "أسوان", "أسوان", "aswan")]
    [InlineData(null, null, null, null)]
    public async Task The_governorate_comes_from_either(string? name, string? address, string? text, string? governorate)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        var message = Texts.WhatsAppMessage();
        message.Remove("text");
        message["type"] = "location";
        message["location"] = new JsonObject { ["latitude"] = 30.1, ["longitude"] = 31.2, ["name"] = name, ["address"] = address };

        await shop.SendAsync(Texts.WhatsApp([message]).Json());

        JsonAssert.Has(await shop.GetAsync("leads/1"), ("governorate", governorate));
        JsonAssert.Has((await shop.GetAsync("leads/1/messages"))["items"]![0], ("text", text));
    }
}
