using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;

namespace Migochat.Tests.Webhooks;

/// <summary>
/// Random histories of a small shop, as deliveries of one item each: few people, few message ids and coarse times, so that
/// copies, ties, joins, and changes before their message are common.
/// </summary>
internal static partial class Histories
{
    private const string OtherPhone = "201112223334";
    private const string SharedDigits = "201001112223";
    private const string MessengerPerson = "6543210987654321";

    /// <summary>One to so many items, of all kinds or of a few.</summary>
    public static Gen<JsonNode[]> Of(int length) => Gen.OneOf(Any.Array[1, length], OfFewKinds.SelectMany(few => few.Array[1, length]));

    /// <summary>Exactly so many.</summary>
    public static Gen<JsonNode[]> Long(int length) => Any.Array[length];

    // Of all kinds together few meet.
    private static Gen<Gen<JsonNode>> OfFewKinds =>
        Gen.Int[0, Kinds.Length - 1].Array[1, 4].Select(few => Gen.OneOf([.. few.Select(kind => Kinds[kind].Item)]));

    private static Gen<JsonNode> Any => Gen.Frequency(Kinds);

    private static readonly (int Weight, IGen<JsonNode> Item)[] Kinds =
    [
        (3, WhatsAppMessage),
        (3, MessengerMessage),
        (2, InstagramMessage),
        (2, WhatsAppChange),
        (2, MessengerChange),
        (2, Status),
        (2, Watermark),
        (1, Echo),
        (1, History),
        (1, Referral),
        (1, Postback),
        (3, Comment),
        (1, InstagramComment),
        (1, Identities),
        (1, Choice),
        (1, Lead),
        (1, Post),
        (1, OtherInstagram),
        (1, OtherComment),
        (1, OtherInstagramComment),
        (1, PublicPost),
        (1, OtherBusiness),
        (1, OtherReferral),
        (1, Group),
        (1, HistoryMedia),
        (1, OtherChoice),
        (1, OtherLead),
        (1, Standby),
        (1, HistoryEcho),
        (1, QuietEdit),
        (1, Unsupported),
        (1, Card),
        (1, Named),
        (1, GivenUp),
    ];

    public static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    // Half of them are ties.
    private static Gen<long> Time => Gen.OneOf(Gen.Int[0, 24], Gen.Int[0, 2]).Select(step => Texts.Before - step * 7L * 3600 * 1000);

    private static Gen<string> Text => Pick("بكام؟", "عايز أطلب", "تمام", "ابعتوه المنصورة 01001234567", "العنوان في الجيزة، رقمي 01112345678");

    private static Gen<string?> Phone => Pick<string?>(SharedDigits, OtherPhone, null);

    private static Gen<string?> User => Pick<string?>("EG.111", "EG.222", null);

    private static Gen<string> Sender => Pick(MessengerPerson, SharedDigits);

    private static Gen<JsonNode> WhatsAppMessage =>
        from id in Gen.Int[0, 6]
        from phone in Phone
        from user in User
        from name in Pick<string?>("منى عبد الله", "Mona", null)
        from time in Time
        from text in Text
        where phone is not null || user is not null
        select (JsonNode)Texts.WhatsApp([Advertised(id, Texts.WhatsAppMessage($"wamid.{id}", phone, user, text, time))], [Texts.Contact(phone, user, name)]);

    // One in three ids came through an ad, whichever copy tells it.
    private static JsonObject Advertised(int id, JsonObject message)
    {
        if (id % 3 == 0)
            message["referral"] = new JsonObject { ["source_type"] = "ad", ["source_id"] = $"9{id}", ["headline"] = $"عرض {id}" };
        return message;
    }

    private static Gen<JsonNode> WhatsAppChange =>
        from id in Gen.Int[0, 8]
        from phone in Phone
        from kind in Pick("edit", "revoke", "reaction")
        from time in Time
        from text in Text
        from emoji in Pick("❤", "👍", "")
        select (JsonNode)Texts.WhatsApp([Changing(id < 7 ? $"wamid.{id}" : $"wamid.out{id - 7}", phone ?? OtherPhone, kind, time, text, emoji)]);

    private static JsonObject Changing(string target, string phone, string kind, long time, string text, string emoji)
    {
        var message = Texts.WhatsAppMessage($"wamid.{kind}.{target}.{time}", phone, null, text, time);
        message.Remove("text");
        message["type"] = kind;
        message[kind] = kind switch
        {
            "edit" => new JsonObject
            {
                ["original_message_id"] = target,
                ["message"] = new JsonObject { ["type"] = "text", ["text"] = new JsonObject { ["body"] = text } },
            },
            "revoke" => new JsonObject { ["original_message_id"] = target },
            _ => new JsonObject { ["message_id"] = target, ["emoji"] = emoji },
        };
        return message;
    }

    private static Gen<JsonNode> Echo =>
        from id in Gen.Int[0, 2]
        from phone in Phone
        from user in User
        from time in Time
        from text in Text
        where phone is not null || user is not null
        select (JsonNode)WhatsAppField("smb_message_echoes", new JsonObject { ["message_echoes"] = new JsonArray(To(Texts.WhatsAppMessage($"wamid.out{id}", Texts.ShopNumber, null, text, time), phone, user)) });

    private static JsonObject To(JsonObject message, string? phone, string? user)
    {
        if (phone is not null)
            message["to"] = phone;
        if (user is not null)
            message["to_user_id"] = user;
        return message;
    }

    private static Gen<JsonNode> History =>
        from id in Gen.Int[0, 8]
        from phone in Pick(SharedDigits, OtherPhone)
        from status in Pick("READ", "DELIVERED", "PENDING")
        from time in Time
        from text in Text
        let isOut = id > 5
        let message = To(Texts.WhatsAppMessage(isOut ? $"wamid.out{id - 6}" : $"wamid.{id}", isOut ? Texts.ShopNumber : phone, null, text, time), isOut ? phone : null, null)
        select (JsonNode)WhatsAppField("history", new JsonObject
        {
            ["history"] = new JsonArray(new JsonObject
            {
                ["metadata"] = new JsonObject { ["phase"] = 0, ["chunk_order"] = 1, ["progress"] = 50 },
                ["threads"] = new JsonArray(new JsonObject { ["id"] = phone, ["messages"] = new JsonArray(With(message, "history_context", new JsonObject { ["status"] = status })) }),
            }),
        });

    private static Gen<JsonNode> Status =>
        from id in Gen.Int[0, 8]
        from phone in Phone
        from user in User
        from status in Pick("sent", "delivered", "read", "failed", "played", "deleted")
        from code in Pick(131047, 131026)
        from time in Time
        select (JsonNode)WhatsAppField("messages", new JsonObject { ["statuses"] = new JsonArray(StatusOf(id > 5 ? $"wamid.out{id - 6}" : $"wamid.{id}", phone, user, status, code, time)) });

    private static JsonObject StatusOf(string id, string? phone, string? user, string status, int code, long time)
    {
        var item = new JsonObject { ["id"] = id, ["status"] = status, ["timestamp"] = Seconds(time) };
        if (phone is not null)
            item["recipient_id"] = phone;
        if (user is not null)
            item["recipient_user_id"] = user;
        if (status == "failed")
            item["errors"] = new JsonArray(new JsonObject { ["code"] = code, ["title"] = "Message failed" });
        return item;
    }

    private static Gen<JsonNode> MessengerMessage =>
        from id in Gen.Int[0, 5]
        from sender in Sender
        from form in Pick("live", "echo", "standby", "standby echo")
        from time in Time
        from text in Text
        let item = form.EndsWith("echo", StringComparison.Ordinal) ? EchoOf(id, sender, text, time) : ReferredBy(id, Texts.MessengerItem($"m_{id}", sender, text, time))
        select (JsonNode)Texts.Envelope("page", Texts.PageId, form.StartsWith("standby", StringComparison.Ordinal) ? "standby" : "messaging", item);

    private static JsonObject ReferredBy(int id, JsonObject item)
    {
        if (id == 4)
            item["message"]!["referral"] = new JsonObject { ["source"] = "ADS", ["type"] = "OPEN_THREAD", ["ad_id"] = "77", ["ads_context_data"] = new JsonObject { ["post_id"] = "1_2", ["ad_title"] = "عرض" } };
        if (id == 5)
            item["message"]!["reply_to"] = new JsonObject { ["story"] = new JsonObject { ["id"] = "55" } };
        return item;
    }

    private static JsonObject EchoOf(int id, string recipient, string text, long time)
    {
        var item = Texts.MessengerItem($"m_{id}", Texts.PageId, text, time);
        item["recipient"] = new JsonObject { ["id"] = recipient };
        item["message"]!["is_echo"] = true;
        return item;
    }

    private static Gen<JsonNode> InstagramMessage =>
        from id in Gen.Int[0, 3]
        from sender in Pick("1789456123004567", MessengerPerson)
        from time in Time
        from isRead in Pick(false, false, true)
        select isRead
            ? (JsonNode)Texts.Envelope("instagram", Texts.InstagramId, "messaging", Item(sender, Texts.InstagramId, time, "read", new JsonObject { ["mid"] = $"ig_{id}" }))
            : Texts.Instagram($"ig_{id}", sender, time: time);

    private static Gen<JsonNode> MessengerChange =>
        from id in Gen.Int[0, 6]
        from sender in Sender
        from isPage in Gen.Bool
        from kind in Pick("edit", "delete", "reaction")
        from version in Gen.Int[1, 3]
        from time in Time
        from text in Text
        from emoji in Pick("❤", "👍", null)
        let mid = $"m_{id}"
        select (JsonNode)Texts.Messenger(kind switch
        {
            "edit" => Item(sender, Texts.PageId, time, "message_edit", new JsonObject { ["mid"] = mid, ["text"] = text, ["num_edit"] = version }),
            "delete" => Item(sender, Texts.PageId, time, "message", new JsonObject { ["mid"] = mid, ["is_deleted"] = true }),
            _ => Item(isPage ? Texts.PageId : sender, isPage ? sender : Texts.PageId, time, "reaction", new JsonObject { ["mid"] = mid, ["action"] = emoji is null ? "unreact" : "react", ["emoji"] = emoji }),
        });

    private static Gen<JsonNode> Watermark =>
        from sender in Sender
        from id in Gen.Int[0, 5]
        from isRead in Gen.Bool
        from time in Time
        from later in Gen.Int[0, 3]
        select (JsonNode)Texts.Messenger(isRead
            ? Item(sender, Texts.PageId, time, "read", new JsonObject { ["watermark"] = time })
            : Item(sender, Texts.PageId, time, "delivery", new JsonObject { ["watermark"] = time, ["mids"] = later == 0 ? new JsonArray($"m_{id}") : null }));

    private static Gen<JsonNode> Referral =>
        from sender in Sender
        from ad in Pick<string?>("77", "78", null)
        from time in Time
        select (JsonNode)Texts.Messenger(Item(sender, Texts.PageId, time, "referral", ad is null
            ? new JsonObject { ["source"] = "SHORTLINK", ["type"] = "OPEN_THREAD", ["ref"] = "bio" }
            : new JsonObject { ["source"] = "ADS", ["type"] = "OPEN_THREAD", ["ad_id"] = ad, ["ads_context_data"] = new JsonObject { ["ad_title"] = $"عرض {ad}" } }));

    private static Gen<JsonNode> Postback =>
        from sender in Sender
        from hasMid in Gen.Bool
        from time in Time
        select (JsonNode)Texts.Messenger(Item(sender, Texts.PageId, time, "postback", hasMid
            ? new JsonObject { ["mid"] = "m_pb", ["title"] = "ابدأ", ["payload"] = "START" }
            : new JsonObject { ["title"] = "ابدأ", ["payload"] = "START" }));

    private static Gen<JsonNode> Comment =>
        from id in Gen.Int[0, 4]
        from verb in Pick("add", "add", "add", "edited", "remove", "hide", "unhide")
        from isNamed in Gen.Bool
        from time in Time
        from text in Text
        select (JsonNode)Texts.Envelope("page", Texts.PageId, "changes", new JsonObject { ["field"] = "feed", ["value"] = CommentOf(id, verb, isNamed, time, text) });

    // The page wrote every odd comment, each in answer to the one before it.
    private static JsonObject CommentOf(int id, string verb, bool isNamed, long time, string text)
    {
        var value = new JsonObject
        {
            ["item"] = "comment",
            ["verb"] = verb,
            ["comment_id"] = $"1_2{id}",
            ["post_id"] = "1_2",
            ["parent_id"] = id % 2 == 1 ? $"1_2{id - 1}" : "1_2",
            [verb == "add" ? "created_time" : "edited_time"] = time / 1000,
        };
        if (verb is "add" or "edited")
            value["message"] = text;
        if (verb == "add")
            value["is_hidden"] = text == "تمام";
        var author = id % 2 == 1 ? Texts.PageId : id == 0 ? MessengerPerson : "5550001112223334";
        if (isNamed || id % 2 == 1)
            value["from"] = new JsonObject { ["id"] = author, ["name"] = "منى عبد الله" };
        return value;
    }

    private static Gen<JsonNode> InstagramComment =>
        from id in Gen.Int[0, 2]
        from form in Pick("comment", "flat", "mention")
        from hasAd in Gen.Bool
        from time in Time
        let value = form == "mention"
            ? new JsonObject { ["media_id"] = "180", ["comment_id"] = $"30{id}" }
            : new JsonObject
            {
                ["id"] = $"30{id}",
                ["from"] = new JsonObject { ["id"] = id == 0 ? Texts.InstagramId : "1789456123004567", ["username"] = "mona" },
                ["parent_id"] = id == 0 ? "301" : null,
                ["media"] = new JsonObject { ["id"] = "180", ["ad_id"] = id == 2 ? "79" : null },
                ["text"] = "بكام",
            }
        select (JsonNode)InstagramChange(form, form == "mention" ? "mentions" : "comments", value, time);

    private static JsonObject InstagramChange(string form, string field, JsonObject value, long time)
    {
        var entry = new JsonObject { ["id"] = Texts.InstagramId, ["time"] = time / 1000 };
        if (form == "flat")
        {
            entry["field"] = field;
            entry["value"] = value;
        }
        else
        {
            entry["changes"] = new JsonArray(new JsonObject { ["field"] = field, ["value"] = value });
        }

        return new JsonObject { ["object"] = "instagram", ["entry"] = new JsonArray(entry) };
    }

    private static Gen<JsonNode> Identities =>
        from form in Pick("number", "user", "update")
        from isBack in Gen.Bool
        from time in Time
        let phones = isBack ? (Old: OtherPhone, New: SharedDigits) : (Old: SharedDigits, New: OtherPhone)
        let users = isBack ? (Old: "EG.222", New: "EG.111") : (Old: "EG.111", New: "EG.333")
        select (JsonNode)(form switch
        {
            "number" => Texts.WhatsApp([System(phones.Old, null, time, new JsonObject { ["type"] = "user_changed_number", ["wa_id"] = phones.New })]),
            "user" => Texts.WhatsApp([System(null, users.Old, time, new JsonObject { ["type"] = "user_changed_user_id", ["user_id"] = users.New })]),
            _ => WhatsAppField("user_id_update", new JsonObject
            {
                ["user_id_update"] = new JsonArray(new JsonObject
                {
                    ["wa_id"] = isBack ? OtherPhone : null,
                    ["user_id"] = new JsonObject { ["previous"] = users.Old, ["current"] = users.New },
                    ["timestamp"] = Seconds(time),
                }),
            }),
        });

    private static JsonObject System(string? phone, string? user, long time, JsonObject system)
    {
        var message = Texts.WhatsAppMessage($"wamid.system.{time}", phone, user, "", time);
        message.Remove("text");
        message["type"] = "system";
        message["system"] = system;
        return message;
    }

    private static Gen<JsonNode> Choice =>
        from phone in Pick(SharedDigits, OtherPhone)
        from value in Pick("stop", "resume")
        from isMessenger in Gen.Bool
        from time in Time
        select isMessenger
            ? (JsonNode)Texts.Messenger(Item(MessengerPerson, Texts.PageId, time, "optin", new JsonObject { ["type"] = "notification_messages", ["payload"] = "P", ["notification_messages_status"] = value == "stop" ? "STOP_NOTIFICATIONS" : "RESUME_NOTIFICATIONS" }))
            : WhatsAppField("user_preferences", new JsonObject
            {
                ["user_preferences"] = new JsonArray(new JsonObject { ["wa_id"] = phone, ["category"] = "marketing_messages", ["value"] = value, ["timestamp"] = Seconds(time) }),
            });

    private static Gen<JsonNode> Lead =>
        from id in Gen.Int[0, 1]
        from time in Time
        select (JsonNode)Texts.Envelope("page", Texts.PageId, "changes", new JsonObject
        {
            ["field"] = "leadgen",
            ["value"] = new JsonObject { ["leadgen_id"] = $"44400{id}", ["page_id"] = Texts.PageId, ["form_id"] = "333", ["ad_id"] = "77", ["created_time"] = time / 1000 },
        });

    private static Gen<JsonNode> Post =>
        from verb in Pick("add", "edited")
        from time in Time
        from text in Text
        select (JsonNode)Texts.Envelope("page", Texts.PageId, "changes", new JsonObject
        {
            ["field"] = "feed",
            ["value"] = new JsonObject
            {
                ["item"] = "status",
                ["verb"] = verb,
                ["post_id"] = "1_2",
                ["from"] = new JsonObject { ["id"] = Texts.PageId, ["name"] = "المتجر" },
                ["message"] = text,
                [verb == "add" ? "created_time" : "edited_time"] = time / 1000,
            },
        });

    private static JsonObject Item(string sender, string recipient, long time, string member, JsonNode content) => new()
    {
        ["sender"] = new JsonObject { ["id"] = sender },
        ["recipient"] = new JsonObject { ["id"] = recipient },
        ["timestamp"] = time,
        [member] = content,
    };

    private static JsonObject WhatsAppField(string field, JsonObject content)
    {
        content["messaging_product"] = "whatsapp";
        content["metadata"] = new JsonObject { ["display_phone_number"] = Texts.ShopNumber, ["phone_number_id"] = Texts.PhoneNumberId };
        return Texts.Envelope("whatsapp_business_account", "102290129340398", "changes", new JsonObject { ["field"] = field, ["value"] = content });
    }

    private static JsonObject With(JsonObject item, string name, JsonNode value)
    {
        item[name] = value;
        return item;
    }

    private static string Seconds(long milliseconds) => (milliseconds / 1000).ToString(CultureInfo.InvariantCulture);
}
