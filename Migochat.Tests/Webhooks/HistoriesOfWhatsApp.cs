using System.Text.Json.Nodes;
using CsCheck;

namespace Migochat.Tests.Webhooks;

/// <summary>What WhatsApp sends since 2026, and edits of all channels that do not say the new text.</summary>
internal static partial class Histories
{
    private const string GivenUpNumber = "201555000111";
    private const string NumberAfter = "201555000222";

    private static Gen<JsonNode> Standby =>
        from id in Gen.Int[0, 6]
        from form in Pick("message", "echo", "status")
        from phone in Phone
        from user in User
        from status in Pick("sent", "delivered", "read", "failed")
        from time in Time
        from text in Text
        where phone is not null || user is not null
        let content = form switch
        {
            "message" => new JsonObject { ["contacts"] = new JsonArray(Texts.Contact(phone, user, null)), ["messages"] = new JsonArray(Texts.WhatsAppMessage($"wamid.{id}", phone, user, text, time)) },
            "echo" => new JsonObject { ["message_echoes"] = new JsonArray(Requested(id % 3, phone, user, time, text)) },
            _ => new JsonObject { ["statuses"] = new JsonArray(StatusOf($"wamid.out{id % 3}", phone, user, status, 131047, time)) },
        }
        select (JsonNode)WhatsAppField("standby", new JsonObject { ["standby"] = content });

    private static JsonObject Requested(int id, string? phone, string? user, long time, string text) => new()
    {
        ["id"] = $"wamid.out{id}",
        ["timestamp"] = Seconds(time),
        ["message"] = new JsonObject { ["to"] = phone, ["recipient"] = user, ["type"] = "text", ["text"] = new JsonObject { ["body"] = text } },
    };

    private static Gen<JsonNode> HistoryEcho =>
        from id in Gen.Int[0, 2]
        from isPlace in Gen.Bool
        from phone in Pick(SharedDigits, OtherPhone)
        from user in User
        from time in Time
        let message = With(Without(To(Texts.WhatsAppMessage($"wamid.out{id}", Texts.ShopNumber, null, "", time), phone, user), "text"), "type", isPlace ? "media_placeholder" : "image")
        let media = isPlace ? message : With(message, "image", new JsonObject { ["id"] = "1", ["caption"] = "صورة" })
        select (JsonNode)WhatsAppField("history", isPlace
            ? new JsonObject { ["history"] = new JsonArray(new JsonObject { ["threads"] = new JsonArray(new JsonObject { ["id"] = phone, ["messages"] = new JsonArray(media) }) }) }
            : new JsonObject { ["message_echoes"] = new JsonArray(media) });

    // Without a text, with other media, or with both; and images, so that some edits meet one.
    private static Gen<JsonNode> QuietEdit =>
        from id in Gen.Int[0, 3]
        from form in Pick("image", "edited image", "whatsapp", "messenger", "instagram", "comment")
        from version in Gen.Int[1, 3]
        from media in Pick("7", "8")
        from caption in Pick<string?>("قديم", "رقمي 01112345678", null)
        from time in Time
        let image = new JsonObject { ["id"] = media, ["caption"] = caption }
        select (JsonNode)(form switch
        {
            "image" => Texts.WhatsApp([With(With(Without(Texts.WhatsAppMessage($"wamid.{id}", SharedDigits, null, "", time), "text"), "type", "image"), "image", image)]),
            "edited image" => Texts.WhatsApp([Editing(id, time, new JsonObject { ["type"] = "image", ["image"] = image })]),
            "whatsapp" => Texts.WhatsApp([Editing(id, time, null)]),
            "messenger" => Texts.Messenger(Item(MessengerPerson, Texts.PageId, time, "message_edit", new JsonObject { ["mid"] = $"m_{id}", ["num_edit"] = version })),
            "instagram" => Texts.Envelope("instagram", Texts.InstagramId, "messaging", InstagramItem(time, "message_edit", new JsonObject { ["mid"] = $"ig_{id}", ["num_edit"] = version })),
            _ => Texts.Envelope("page", Texts.PageId, "changes", new JsonObject
            {
                ["field"] = "feed",
                ["value"] = With(Without(CommentOf(id, "edited", isNamed: false, time, ""), "message"), "photo", $"https://example.com/{media}"),
            }),
        });

    private static JsonObject Editing(int id, long time, JsonObject? message)
    {
        var edit = Changing($"wamid.{id}", SharedDigits, "edit", time, "", "");
        edit["edit"]!["message"] = message;
        return edit;
    }

    private static Gen<JsonNode> Unsupported =>
        from id in Gen.Int[0, 3]
        from type in Pick("unsupported", "unknown")
        from code in Pick(131051, 131060)
        from time in Time
        let message = With(Without(Texts.WhatsAppMessage($"wamid.{id}", SharedDigits, null, "", time), "text"), "type", type)
        select (JsonNode)Texts.WhatsApp([With(message, "errors", new JsonArray(new JsonObject { ["code"] = code }))]);

    private static Gen<JsonNode> Card =>
        from id in Gen.Int[0, 1]
        from user in Pick("EG.111", "EG.222")
        from number in Pick(SharedDigits, OtherPhone)
        from isRequested in Gen.Bool
        from time in Time
        let card = new JsonObject
        {
            ["origin"] = isRequested ? "contact_request" : "other",
            ["vcard"] = "BEGIN:VCARD\nFN:منى عبد الله\nEND:VCARD",
            ["phones"] = new JsonArray(new JsonObject { ["wa_id"] = number }),
        }
        let message = With(Without(Texts.WhatsAppMessage($"wamid.card{id}", null, user, "", time), "text"), "type", "contacts")
        select (JsonNode)Texts.WhatsApp([With(message, "contacts", new JsonArray(card))]);

    // Names beside what is no message, and the refusal that means an opt-out.
    private static Gen<JsonNode> Named =>
        from id in Gen.Int[0, 2]
        from phone in Phone
        from user in User
        from name in Pick("منى عبد الله", "Mona", "Nora Adel")
        from form in Pick("status", "stopped", "preference", "call", "reaction", "update")
        from time in Time
        where phone is not null || user is not null
        let contacts = new JsonArray(Texts.Contact(phone, user, name))
        select (JsonNode)(form switch
        {
            "status" or "stopped" => WhatsAppField("messages", new JsonObject
            {
                ["contacts"] = contacts,
                ["statuses"] = new JsonArray(StatusOf($"wamid.out{id}", phone, user, form == "status" ? "delivered" : "failed", 131050, time)),
            }),
            "preference" => WhatsAppField("user_preferences", new JsonObject
            {
                ["contacts"] = contacts,
                ["user_preferences"] = new JsonArray(new JsonObject { ["wa_id"] = phone, ["user_id"] = user, ["value"] = "resume", ["timestamp"] = Seconds(time) }),
            }),
            "call" => WhatsAppField("calls", new JsonObject { ["contacts"] = contacts, ["calls"] = new JsonArray(new JsonObject { ["id"] = $"wacid.{id}", ["timestamp"] = Seconds(time) }) }),
            "reaction" => Texts.WhatsApp([Changing($"wamid.{id}", phone ?? OtherPhone, "reaction", time, "", "❤")], [Texts.Contact(phone, user, name)]),
            _ => WhatsAppField("user_id_update", new JsonObject
            {
                ["contacts"] = contacts,
                ["user_id_update"] = new JsonArray(new JsonObject { ["wa_id"] = phone, ["user_id"] = new JsonObject { ["current"] = user }, ["timestamp"] = Seconds(time) }),
            }),
        });

    // The change comes first in each delivery: what happened seven days before another event has arrived before it.
    private static Gen<JsonNode> GivenUp =>
        from form in Pick("before", "after", "newcomer", "newcomer", "echo", "status", "reaction", "choice")
        from id in Gen.Int[0, 1]
        from name in Pick("Heba", "هبة علي")
        from time in Time
        from text in Text
        let changedAt = Texts.Before - (60L * 24 * 3600 * 1000)
        let change = System(GivenUpNumber, null, changedAt, new JsonObject { ["type"] = "user_changed_number", ["wa_id"] = NumberAfter, ["user_id"] = "EG.702" })
        let then = form switch
        {
            "before" => Texts.WhatsApp([Texts.WhatsAppMessage($"wamid.before{id}", GivenUpNumber, "EG.701", text, changedAt - (Texts.Before - time) - 1000)], [Texts.Contact(GivenUpNumber, "EG.701", "Samir")]),
            "after" => Texts.WhatsApp([Texts.WhatsAppMessage($"wamid.after{id}", NumberAfter, "EG.702", text, time)], [Texts.Contact(NumberAfter, "EG.702", "Samir")]),
            "newcomer" => Texts.WhatsApp([Texts.WhatsAppMessage($"wamid.newcomer{id}", GivenUpNumber, "EG.709", text, time)], [Texts.Contact(GivenUpNumber, "EG.709", name)]),
            "reaction" => Texts.WhatsApp([Changing($"wamid.newcomer{id}", GivenUpNumber, "reaction", time, "", "❤")], [Texts.Contact(GivenUpNumber, "EG.709", name)]),
            "echo" => WhatsAppField("smb_message_echoes", new JsonObject { ["message_echoes"] = new JsonArray(To(Texts.WhatsAppMessage($"wamid.tonewcomer{id}", Texts.ShopNumber, null, text, time), GivenUpNumber, "EG.709")) }),
            "choice" => WhatsAppField("user_preferences", new JsonObject { ["user_preferences"] = new JsonArray(new JsonObject { ["wa_id"] = GivenUpNumber, ["user_id"] = "EG.709", ["value"] = "stop", ["timestamp"] = Seconds(time) }) }),
            _ => WhatsAppField("messages", new JsonObject
            {
                ["contacts"] = new JsonArray(Texts.Contact(GivenUpNumber, null, name)),
                ["statuses"] = new JsonArray(StatusOf($"wamid.tonewcomer{id}", GivenUpNumber, null, "sent", 1, time)),
            }),
        }
        select (JsonNode)Following(Texts.WhatsApp([change]), then);

    private static JsonObject Following(JsonObject first, JsonObject then)
    {
        first["entry"]!.AsArray().Add(then["entry"]![0]!.DeepClone());
        return first;
    }
}
