using System.Text.Json.Nodes;
using CsCheck;

namespace Migochat.Tests.Webhooks;

/// <summary>What happens to a shop now and then: other forms of the same things, a second page, a second number, groups.</summary>
internal static partial class Histories
{
    private const string OtherPage = "204512345678902";
    private const string OtherNumberId = "206540352242923";
    private const string InstagramPerson = "1789456123004567";

    private static Gen<JsonNode> OtherInstagram =>
        from id in Gen.Int[0, 3]
        from kind in Pick("message", "echo", "story", "postback", "reaction", "edit", "delete", "referral", "standby", "errors")
        from text in Text
        from isAd in Gen.Bool
        from time in Time
        let mid = $"ig_{id}"
        let isEcho = kind == "echo"
        let item = kind switch
        {
            "postback" => InstagramItem(time, "postback", new JsonObject { ["mid"] = mid, ["title"] = text, ["payload"] = "P" }),
            "reaction" => InstagramItem(time, "reaction", new JsonObject { ["mid"] = mid, ["action"] = isAd ? "react" : "unreact", ["reaction"] = "love" }),
            "edit" => InstagramItem(time, "message_edit", new JsonObject { ["mid"] = mid, ["text"] = text, ["num_edit"] = isAd ? 1 : 2 }),
            "delete" => InstagramItem(time, "message", new JsonObject { ["mid"] = mid, ["is_deleted"] = true }),
            "referral" => InstagramItem(time, "referral", AdReferral(isAd ? "77" : null, text)),
            "echo" => Item(Texts.InstagramId, InstagramPerson, time, "message", new JsonObject { ["mid"] = mid, ["text"] = text, ["is_echo"] = true }),
            "story" => InstagramItem(time, "message", new JsonObject { ["mid"] = mid, ["text"] = text, ["reply_to"] = new JsonObject { ["story"] = new JsonObject { ["id"] = "5" } } }),
            "errors" => InstagramItem(time, "message", new JsonObject { ["mid"] = mid, ["text"] = text, ["errors"] = new JsonArray(new JsonObject { ["code"] = isAd ? 1 : 2, ["title"] = text }, "?", null) }),
            _ => InstagramItem(time, "message", isAd ? new JsonObject { ["mid"] = mid, ["text"] = text, ["referral"] = AdReferral("77", text) } : new JsonObject { ["mid"] = mid, ["text"] = text }),
        }
        select (JsonNode)Texts.Envelope("instagram", Texts.InstagramId, kind == "standby" ? "standby" : "messaging", item);

    private static JsonObject InstagramItem(long time, string member, JsonNode content) => Item(InstagramPerson, Texts.InstagramId, time, member, content);

    private static JsonObject AdReferral(string? ad, string title) => ad is null
        ? new JsonObject { ["source"] = "SHORTLINK", ["type"] = "OPEN_THREAD", ["ref"] = "bio" }
        : new JsonObject { ["source"] = "ADS", ["type"] = "OPEN_THREAD", ["ad_id"] = ad, ["ads_context_data"] = new JsonObject { ["ad_title"] = title, ["post_id"] = "1_2" } };

    // Unnamed and named copies of one comment, of the page's own too, under posts of which some events say that they are ads'.
    private static Gen<JsonNode> OtherComment =>
        from id in Gen.Int[0, 3]
        from verb in Pick("add", "add", "edited", "hide", "unhide", "remove")
        from author in Pick<string?>(null, null, "5550001112223334", MessengerPerson)
        from name in Pick("منى عبد الله", "Mona", "نورا")
        from isAd in Gen.Bool
        from time in Time
        from text in Text
        let value = With(CommentOf(id, verb, author is not null, time, text), "post", new JsonObject { ["promotion_status"] = isAd ? "active" : "inactive" })
        let named = author is null ? Without(value, "from") : id % 2 == 1 ? value : With(value, "from", new JsonObject { ["id"] = author, ["name"] = name })
        select (JsonNode)Texts.Envelope("page", Texts.PageId, "changes", new JsonObject { ["field"] = "feed", ["value"] = named });

    private static Gen<JsonNode> OtherInstagramComment =>
        from id in Gen.Int[0, 2]
        from isLive in Gen.Bool
        from isNamed in Gen.Bool
        from ad in Pick<string?>("79", null)
        from title in Text
        from text in Text
        from time in Time
        let value = new JsonObject
        {
            ["comment_id"] = $"30{id}",
            ["from"] = isNamed ? new JsonObject { ["id"] = id == 0 ? Texts.InstagramId : InstagramPerson } : null,
            ["parent_id"] = id == 0 ? "301" : null,
            ["media"] = new JsonObject { ["id"] = "180", ["ad_id"] = ad, ["ad_title"] = ad is null ? null : title },
            ["text"] = text,
            ["timestamp"] = time / 1000,
        }
        select (JsonNode)InstagramChange("comment", isLive ? "live_comments" : "comments", value, time);

    // Posts of visitors on the page, and of others that mention it.
    private static Gen<JsonNode> PublicPost =>
        from id in Gen.Int[0, 1]
        from kind in Pick("feed", "mention")
        from verb in Pick("add", "add", "edited", "remove")
        from author in Pick<string?>(null, "5550001112223334", MessengerPerson)
        from time in Time
        from text in Text
        let value = new JsonObject
        {
            ["item"] = "post",
            ["verb"] = verb,
            ["post_id"] = $"1_9{id}",
            ["message"] = text,
            ["sender_id"] = author,
            ["sender_name"] = author is null ? null : "نورا",
            [verb == "add" ? "created_time" : "edited_time"] = time / 1000,
        }
        select (JsonNode)Texts.Envelope("page", Texts.PageId, "changes", new JsonObject { ["field"] = kind, ["value"] = value });

    private static Gen<JsonNode> OtherBusiness =>
        from id in Gen.Int[0, 2]
        from kind in Pick("message", "echo", "read", "delivery", "referral", "whatsapp", "status")
        from sender in Sender
        from time in Time
        from text in Text
        select (JsonNode)(kind switch
        {
            "whatsapp" => Numbered(Texts.WhatsApp([Texts.WhatsAppMessage($"wamid.other{id}", SharedDigits, null, text, time)])),
            "status" => Numbered(Texts.Envelope("whatsapp_business_account", "102290129340398", "changes", new JsonObject
            {
                ["field"] = "messages",
                ["value"] = new JsonObject { ["statuses"] = new JsonArray(StatusOf($"wamid.out{id}", SharedDigits, "EG.111", "sent", 1, time)) },
            })),
            _ => Texts.Envelope("page", OtherPage, "messaging", kind switch
            {
                "message" => Item(sender, OtherPage, time, "message", new JsonObject { ["mid"] = $"m_other{id}", ["text"] = text }),
                "echo" => Item(OtherPage, sender, time, "message", new JsonObject { ["mid"] = $"m_other{id}", ["text"] = text, ["is_echo"] = true }),
                "read" => Item(sender, OtherPage, time, "read", new JsonObject { ["watermark"] = time }),
                "delivery" => Item(sender, OtherPage, time, "delivery", new JsonObject { ["watermark"] = time }),
                _ => Item(sender, OtherPage, time, "referral", AdReferral("78", text)),
            }),
        });

    private static JsonObject Numbered(JsonObject delivery)
    {
        delivery["entry"]![0]!["changes"]![0]!["value"]!["metadata"] = new JsonObject { ["phone_number_id"] = OtherNumberId };
        return delivery;
    }

    // Copies of one message of which only some say what it came through; ads and posts whose texts change at one moment.
    private static Gen<JsonNode> OtherReferral =>
        from id in Gen.Int[0, 3]
        from type in Pick<string?>("ad", "post", null)
        from headline in Text
        from isForwarded in Gen.Bool
        from isDeleted in Gen.Int[0, 4]
        from time in Time
        let message = Texts.WhatsAppMessage($"wamid.{id}", SharedDigits, null, headline, time)
        select (JsonNode)Texts.WhatsApp([isDeleted == 0 ? Changing($"wamid.{id}", SharedDigits, "revoke", time, "", "") : OfReferral(message, type, $"9{id}", headline, isForwarded)]);

    private static JsonObject OfReferral(JsonObject message, string? type, string ad, string headline, bool isForwarded)
    {
        if (isForwarded)
            message["context"] = new JsonObject { ["forwarded"] = true };
        return type is null ? message : With(message, "referral", new JsonObject { ["source_type"] = type, ["source_id"] = type == "ad" ? ad : "1_2", ["headline"] = headline, ["body"] = "نص" });
    }

    private static Gen<JsonNode> Group =>
        from id in Gen.Int[0, 1]
        from participant in Pick(SharedDigits, OtherPhone)
        from status in Pick("sent", "delivered", "read", "failed")
        from form in Pick("status", "message", "echo", "history")
        from time in Time
        from text in Text
        let sent = With(Texts.WhatsAppMessage($"wamid.out{id}", Texts.ShopNumber, null, text, time), "to", "1203@g.us")
        select (JsonNode)(form switch
        {
            "echo" => WhatsAppField("smb_message_echoes", new JsonObject { ["message_echoes"] = new JsonArray(sent) }),
            "history" => WhatsAppField("history", new JsonObject { ["history"] = new JsonArray(new JsonObject { ["threads"] = new JsonArray(new JsonObject { ["id"] = "1203@g.us", ["messages"] = new JsonArray(sent) }) }) }),
            "status" => WhatsAppField("messages", new JsonObject
            {
                ["statuses"] = new JsonArray(With(With(StatusOf($"wamid.out{id}", "1203@g.us", null, status, 131026, time), "recipient_type", "group"), "recipient_participant_id", participant)),
            }),
            _ => Texts.WhatsApp([With(Texts.WhatsAppMessage($"wamid.group{id}", participant, null, text, time), "group_id", "1203@g.us")], [Texts.Contact(participant, "EG.222", "Nora")]),
        });

    // Places of media in threads, and the media themselves.
    private static Gen<JsonNode> HistoryMedia =>
        from id in Gen.Int[0, 2]
        from isPlace in Gen.Bool
        from time in Time
        let message = With(Without(Texts.WhatsAppMessage($"wamid.{id}", SharedDigits, null, "", time), "text"), "type", isPlace ? "media_placeholder" : "image")
        let media = isPlace ? message : With(message, "image", new JsonObject { ["id"] = "1", ["caption"] = "صورة" })
        select (JsonNode)WhatsAppField("history", isPlace
            ? new JsonObject { ["history"] = new JsonArray(new JsonObject { ["threads"] = new JsonArray(new JsonObject { ["id"] = SharedDigits, ["messages"] = new JsonArray(media) }) }) }
            : new JsonObject { ["messages"] = new JsonArray(media) });

    private static Gen<JsonNode> OtherChoice =>
        from phone in Phone
        from user in User
        from value in Pick("stop", "resume", "?")
        from time in Time
        where phone is not null || user is not null
        select (JsonNode)WhatsAppField("user_preferences", new JsonObject
        {
            ["user_preferences"] = new JsonArray(new JsonObject { ["wa_id"] = phone, ["user_id"] = user, ["category"] = "marketing_messages", ["value"] = value, ["timestamp"] = Seconds(time) }),
        });

    private static Gen<JsonNode> OtherLead =>
        from id in Gen.Int[0, 1]
        from ad in Pick<string?>("77", "78", null)
        from time in Time
        select (JsonNode)Texts.Envelope("page", Texts.PageId, "changes", new JsonObject
        {
            ["field"] = "leadgen",
            ["value"] = new JsonObject { ["leadgen_id"] = $"44400{id}", ["form_id"] = "333", ["ad_id"] = ad, ["created_time"] = time / 1000 },
        });

    private static JsonObject Without(JsonObject item, string name)
    {
        item.Remove(name);
        return item;
    }
}
