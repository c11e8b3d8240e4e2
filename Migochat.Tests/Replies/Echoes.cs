using System.Globalization;
using System.Text.Json.Nodes;
using Migochat.Tests.Graph;

namespace Migochat.Tests.Replies;

/// <summary>Deliveries about the shop's own messages.</summary>
internal static class Echoes
{
    public const string Messenger = "6543210987654321";
    public const string Instagram = "1789456123004567";

    /// <summary>What a call sent along.</summary>
    public static string? MarkOf(GraphCall call) => (call.Body!["message"]?["metadata"] ?? call.Body["biz_opaque_callback_data"])?.GetValue<string>();

    public static string OfMessenger(string mid, string text, string? mark, long time = Texts.Before + 300_000) =>
        Texts.Messenger(Item(mid, Texts.PageId, Messenger, text, mark, time)).Json();

    public static string OfInstagram(string mid, string text, long time = Texts.Before + 300_000) =>
        Texts.Envelope("instagram", Texts.InstagramId, "messaging", Item(mid, Texts.InstagramId, Instagram, text, null, time)).Json();

    public static string Status(string id, string status, string? mark, bool? isBillable = null, int? code = null)
    {
        var item = new JsonObject
        {
            ["id"] = id,
            ["status"] = status,
            ["timestamp"] = ((Texts.Before + 301_000) / 1000).ToString(CultureInfo.InvariantCulture),
            ["recipient_id"] = "201001112223",
        };
        if (mark is not null)
            item["biz_opaque_callback_data"] = mark;
        if (isBillable is not null)
            item["pricing"] = new JsonObject { ["billable"] = isBillable, ["category"] = "service" };
        if (code is not null)
            item["errors"] = new JsonArray(new JsonObject { ["code"] = code, ["title"] = "Message undeliverable" });
        return Texts.Envelope("whatsapp_business_account", "102290129340398", "changes", new JsonObject
        {
            ["field"] = "messages",
            ["value"] = new JsonObject
            {
                ["messaging_product"] = "whatsapp",
                ["metadata"] = new JsonObject { ["display_phone_number"] = Texts.ShopNumber, ["phone_number_id"] = Texts.PhoneNumberId },
                ["statuses"] = new JsonArray(item),
            },
        }).Json();
    }

    public static string Comment(string id, string author) => Texts.Envelope("page", Texts.PageId, "changes", new JsonObject
    {
        ["field"] = "feed",
        ["value"] = new JsonObject
        {
            ["item"] = "comment",
            ["verb"] = "add",
            ["comment_id"] = id,
            ["post_id"] = "1_1",
            ["parent_id"] = "1_1",
            ["created_time"] = Texts.Before / 1000,
            ["message"] = "بكام",
            ["from"] = new JsonObject { ["id"] = author, ["name"] = "منى" },
        },
    }).Json();

    private static JsonObject Item(string mid, string from, string to, string text, string? mark, long time)
    {
        var item = Texts.MessengerItem(mid, from, text, time);
        item["recipient"] = new JsonObject { ["id"] = to };
        item["message"]!["is_echo"] = true;
        if (mark is not null)
            item["message"]!["metadata"] = mark;
        return item;
    }
}
