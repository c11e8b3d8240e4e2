using System.Globalization;
using System.Text.Json.Nodes;
using Migochat.Data;

namespace Migochat.LocalHost.FakeMeta;

/// <summary>A webhook delivery about a send.</summary>
/// <param name="Object">The envelope's <c>object</c>, which decides about the secret.</param>
/// <param name="After">The time after the send.</param>
/// <param name="Json">The body.</param>
internal sealed record FakeDelivery(string Object, TimeSpan After, string Json)
{
    private const long AppId = 263902037430900;

    /// <summary>Messenger: echo, delivered, read. Instagram: echo, read. WhatsApp: sent, delivered, read. A public reply: none.</summary>
    public static IReadOnlyList<FakeDelivery> Of(FakeSend send, FakeGraphOptions options) => send switch
    {
        { IsComment: true } => [],
        { Platform: Platform.WhatsApp } =>
        [
            Status(send, "sent", options.After.Sent),
            Status(send, "delivered", options.After.Delivered),
            Status(send, "read", options.After.Read),
        ],
        { Platform: Platform.Instagram } =>
        [
            Echo(send, options.After.Sent),
            FromPerson(send, options.After.Read, "read", new() { ["mid"] = send.MessageId }),
        ],
        _ =>
        [
            Echo(send, options.After.Sent),
            FromPerson(send, options.After.Delivered, "delivery", new() { ["mids"] = new JsonArray(send.MessageId), ["watermark"] = Milliseconds(send) }),
            FromPerson(send, options.After.Read, "read", new() { ["watermark"] = Milliseconds(send) }),
        ],
    };

    private static FakeDelivery Echo(FakeSend send, TimeSpan after)
    {
        var message = new JsonObject { ["mid"] = send.MessageId, ["is_echo"] = true };
        if (send.Platform == Platform.Facebook)
            message["app_id"] = AppId;
        if (send.Text is not null)
            message["text"] = send.Text;
        if (send.Mark is not null)
            message["metadata"] = send.Mark;
        if (send.Body["message"]?["attachment"] is { } attachment)
            message["attachments"] = new JsonArray(attachment.DeepClone());
        return Messaging(send, after, new()
        {
            ["sender"] = new JsonObject { ["id"] = send.BusinessId },
            ["recipient"] = new JsonObject { ["id"] = send.RecipientId },
            ["timestamp"] = Milliseconds(send),
            ["message"] = message,
        });
    }

    private static FakeDelivery FromPerson(FakeSend send, TimeSpan after, string kind, JsonObject part) => Messaging(send, after, new()
    {
        ["sender"] = new JsonObject { ["id"] = send.RecipientId },
        ["recipient"] = new JsonObject { ["id"] = send.BusinessId },
        ["timestamp"] = Milliseconds(send) + (long)after.TotalMilliseconds,
        [kind] = part,
    });

    private static FakeDelivery Messaging(FakeSend send, TimeSpan after, JsonObject item)
    {
        var kind = send.Platform == Platform.Facebook ? "page" : "instagram";
        return Envelope(kind, after, new()
        {
            ["id"] = send.BusinessId,
            ["time"] = Milliseconds(send) + (long)after.TotalMilliseconds,
            ["messaging"] = new JsonArray(item),
        });
    }

    private static FakeDelivery Status(FakeSend send, string status, TimeSpan after)
    {
        var item = new JsonObject
        {
            ["id"] = send.MessageId,
            ["status"] = status,
            ["timestamp"] = (send.At + after).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            [send.RecipientId.All(char.IsAsciiDigit) ? "recipient_id" : "recipient_user_id"] = send.RecipientId,
        };
        if (send.Mark is not null)
            item["biz_opaque_callback_data"] = send.Mark;
        if (status != "delivered")
            item["pricing"] = new JsonObject { ["billable"] = true, ["pricing_model"] = "PMP", ["category"] = "service", ["type"] = "regular" };
        return Envelope("whatsapp_business_account", after, new()
        {
            ["id"] = "102290129340398",
            ["changes"] = new JsonArray(new JsonObject
            {
                ["field"] = "messages",
                ["value"] = new JsonObject
                {
                    ["messaging_product"] = "whatsapp",
                    ["metadata"] = new JsonObject { ["display_phone_number"] = "201234567890", ["phone_number_id"] = send.BusinessId },
                    ["statuses"] = new JsonArray(item),
                },
            }),
        });
    }

    private static FakeDelivery Envelope(string kind, TimeSpan after, JsonObject entry) =>
        new(kind, after, new JsonObject { ["object"] = kind, ["entry"] = new JsonArray(entry) }.ToJsonString(WireJson.Options));

    private static long Milliseconds(FakeSend send) => send.At.ToUnixTimeMilliseconds();
}
