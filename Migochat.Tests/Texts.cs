using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Migochat.Tests;

/// <summary>Builds valid deliveries of text messages by invented people; tests change one part.</summary>
internal static class Texts
{
    public const string PageId = "104512345678901";
    public const string InstagramId = "17841405309211844";
    public const string PhoneNumberId = "106540352242922";
    public const string ShopNumber = "201234567890";

    /// <summary>Five minutes before the clock of the tests, in milliseconds.</summary>
    public const long Before = 1_772_366_100_000;

    public static JsonObject MessengerItem(string mid = "m_1", string sender = "6543210987654321", string text = "بكام؟", long time = Before) => new()
    {
        ["sender"] = new JsonObject { ["id"] = sender },
        ["recipient"] = new JsonObject { ["id"] = PageId },
        ["timestamp"] = time,
        ["message"] = new JsonObject { ["mid"] = mid, ["text"] = text },
    };

    public static JsonObject Messenger(params JsonNode?[] items) => Envelope("page", PageId, "messaging", items);

    public static JsonObject Instagram(string mid = "ig_1", string sender = "1789456123004567", string text = "بكام؟", long time = Before) =>
        Envelope("instagram", InstagramId, "messaging", new JsonObject
        {
            ["sender"] = new JsonObject { ["id"] = sender },
            ["recipient"] = new JsonObject { ["id"] = InstagramId },
            ["timestamp"] = time,
            ["message"] = new JsonObject { ["mid"] = mid, ["text"] = text },
        });

    public static JsonObject WhatsAppMessage(string id = "wamid.1", string? from = "201001112223", string? userId = null, string text = "بكام؟", long time = Before)
    {
        var message = new JsonObject
        {
            ["id"] = id,
            ["timestamp"] = (time / 1000).ToString(CultureInfo.InvariantCulture),
            ["type"] = "text",
            ["text"] = new JsonObject { ["body"] = text },
        };
        if (from is not null)
            message["from"] = from;
        if (userId is not null)
            message["from_user_id"] = userId;
        return message;
    }

    public static JsonObject Contact(string? waId = "201001112223", string? userId = null, string? name = "منى عبد الله")
    {
        var contact = new JsonObject { ["profile"] = new JsonObject { ["name"] = name } };
        if (waId is not null)
            contact["wa_id"] = waId;
        if (userId is not null)
            contact["user_id"] = userId;
        return contact;
    }

    public static JsonObject WhatsApp(JsonObject[] messages, JsonObject[]? contacts = null) =>
        Envelope("whatsapp_business_account", "102290129340398", "changes", new JsonObject
        {
            ["field"] = "messages",
            ["value"] = new JsonObject
            {
                ["messaging_product"] = "whatsapp",
                ["metadata"] = new JsonObject { ["display_phone_number"] = ShopNumber, ["phone_number_id"] = PhoneNumberId },
                ["contacts"] = new JsonArray([.. contacts ?? []]),
                ["messages"] = new JsonArray([.. messages]),
            },
        });

    public static JsonObject Envelope(string @object, string entryId, string collection, params JsonNode?[] items) => new()
    {
        ["object"] = @object,
        ["entry"] = new JsonArray(new JsonObject { ["id"] = entryId, ["time"] = Before + 250, [collection] = new JsonArray(items) }),
    };

    public static string Json(this JsonNode node) => node.ToJsonString(Relaxed);

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
