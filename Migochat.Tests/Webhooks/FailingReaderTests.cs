using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Webhooks;

namespace Migochat.Tests.Webhooks;

/// <summary>A fault in a reader costs the item that it meets, and nothing beside it.</summary>
public sealed class FailingReaderTests
{
    private const string Planted = "wamid.planted";

    public static TheoryData<string, string> Deliveries() => new()
    {
        { "whatsapp", Texts.WhatsApp([WhatsAppText("wamid.1"), WhatsAppText(Planted, "201009998887"), WhatsAppText("wamid.2")], [Texts.Contact(), Texts.Contact("201009998887", name: "Omar")]).Json() },
        { "standby", Nested().Json() },
        { "history", History().Json() },
        { "messenger", Texts.Messenger(Texts.MessengerItem("m_1"), Texts.MessengerItem(Planted), Texts.MessengerItem("m_2")).Json() },
    };

    [Theory]
    [MemberData(nameof(Deliveries))]
    public async Task A_reader_that_throws_leaves_a_dead_letter_of_its_item_alone(string channel, string delivery)
    {
        await using var shop = await OpenAsync();

        Assert.Equal(HttpStatusCode.OK, await shop.SendAsync(delivery, channel));

        Assert.Equal(2, shop.Count("messages"));
        var letter = shop.Read(context => context.DeadLetters.Single());
        Assert.Equal("a reader that failed: InvalidOperationException", letter.Error);
        Assert.Contains(Planted, letter.Envelope, StringComparison.Ordinal);
        Assert.DoesNotContain("wamid.1", letter.Envelope, StringComparison.Ordinal);
        Assert.DoesNotContain("m_1", letter.Envelope, StringComparison.Ordinal);
        var logged = Assert.Single(shop.Log.Errors);
        Assert.Contains("InvalidOperationException", logged, StringComparison.Ordinal);
        Assert.DoesNotContain("personal", logged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_dead_letter_is_read_once_the_reader_is_mended()
    {
        await using var shop = await OpenAsync();
        await shop.SendAsync(Texts.WhatsApp([WhatsAppText(Planted, "201009998887")], [Texts.Contact(), Texts.Contact("201009998887", name: "Omar")]).Json());
        var envelope = shop.Read(context => context.DeadLetters.Single().Envelope);

        var mended = Assert.IsType<MessageReceived>(Assert.Single(Reading.Delivery(envelope)));

        Assert.Equal((Planted, "Omar"), (mended.MessageId, mended.Name?.First));
        Assert.DoesNotContain(Texts.Contact().Json(), envelope, StringComparison.Ordinal);
    }

    private static Task<Shop> OpenAsync() => Shop.OpenAsync(withTimers: true, services => services.AddSingleton(provider => new WebhookReader(
        new MessageReaders
        {
            Messenger = (item, message) => message.Get("mid"u8).Id() == Planted ? Throw() : MessageReaders.Default.Messenger(item, message),
            WhatsApp = (message, parties, at) => message.Get("id"u8).Id() == Planted ? Throw() : MessageReaders.Default.WhatsApp(message, parties, at),
        },
        provider.GetRequiredService<ILogger<WebhookReader>>())));

    private static WebhookEvent Throw() => throw new InvalidOperationException("something personal");

    private static JsonObject WhatsAppText(string id, string from = "201001112223") => Texts.WhatsAppMessage(id, from);

    private static JsonObject Nested()
    {
        var delivery = Texts.WhatsApp([WhatsAppText("wamid.1"), WhatsAppText(Planted), WhatsAppText("wamid.2")]);
        var change = delivery["entry"]![0]!["changes"]![0]!;
        var messages = change["value"]!["messages"]!.DeepClone();
        change["field"] = "standby";
        change["value"] = new JsonObject { ["metadata"] = change["value"]!["metadata"]!.DeepClone(), ["standby"] = new JsonObject { ["messages"] = messages } };
        return delivery;
    }

    private static JsonObject History()
    {
        var delivery = Texts.WhatsApp([WhatsAppText("wamid.1"), WhatsAppText(Planted), WhatsAppText("wamid.2")]);
        var change = delivery["entry"]![0]!["changes"]![0]!;
        var messages = change["value"]!["messages"]!.DeepClone();
        change["field"] = "history";
        change["value"] = new JsonObject
        {
            ["metadata"] = change["value"]!["metadata"]!.DeepClone(),
            ["history"] = new JsonArray(new JsonObject { ["threads"] = new JsonArray(new JsonObject { ["id"] = "201001112223", ["messages"] = messages }) }),
        };
        return delivery;
    }
}
