using System.Text.Json.Nodes;

namespace Migochat.Tests.Privacy;

/// <summary>Two people of whom every table holds something; the first has the id 1.</summary>
internal static class PersonalData
{
    private const string Phone = "201001112223";
    private const string Other = "201112223334";
    private const string Form = "44400011122233";

    public static async Task FillAsync(Shop shop)
    {
        var outbound = Texts.WhatsAppMessage("wamid.out", Texts.ShopNumber, text: "أهلا");
        outbound["to"] = Phone;
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.1", Phone)]).Json(), secret: Shop.WhatsAppSecret);
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.2", Other)]).Json(), secret: Shop.WhatsAppSecret);
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.3", Phone, text: "العنوان المنصورة")]).Json(), secret: Shop.WhatsAppSecret);
        shop.Rows($"INSERT INTO user_identities (user_id, kind, value, seen_at) VALUES (1, 'leadgen', '{Form}', '2026-03-01 11:00:00.000000')");
        shop.Rows("INSERT INTO messages (user_id, sender_id, recipient_id, direction, facebook_message_id) VALUES (1, '1', '2', 'OUTBOUND', 'wamid.out')");
        shop.Rows("INSERT INTO outbox (user_id, channel, business_id, recipient_id, content, mark) VALUES (1, 'whatsapp', '1', '2', '{}', 'a'), (2, 'whatsapp', '1', '3', '{}', 'b')");
        shop.Rows("INSERT INTO lead_activities (user_id, activity_type) VALUES (1, 'note'), (2, 'note')");
        shop.Rows($"INSERT INTO fetches (kind, target, due_at) VALUES ('lead_form', '{Form}', '2026-03-01 11:00:00.000000'), ('lead_form', '9', '2026-03-01 11:00:00.000000')");
        shop.Rows($"INSERT INTO thread_marks (business_id, kind, person_id) VALUES ('{Texts.PhoneNumberId}', 'wa_phone', '{Phone}'), ('{Texts.PhoneNumberId}', 'wa_phone', '{Other}'), ('{Texts.PageId}', 'facebook', '{Phone}2')");
        shop.Rows($"INSERT INTO referrals (referral_key, user_id, business_id, person_id, timestamp, platform, message_source, metadata) VALUES ('r', 1, '1', '{Phone}', '2026-03-01 11:00:00.000000', 'whatsapp', 'AD_MESSAGE', '{{}}')");
        await shop.SendAsync(Texts.WhatsApp([Edit("wamid.unknown", Phone)]).Json(), secret: Shop.WhatsAppSecret);
        await shop.SendAsync(Texts.WhatsApp([Edit("wamid.unknown", Other)]).Json(), secret: Shop.WhatsAppSecret);
        shop.Rows($"INSERT INTO pending_receipts (kind, target, discriminator, event_at, payload) VALUES ('identities', 'id:wa_phone:{Phone}', '1', '2026-03-01 11:00:00.000000', '{{}}'), ('status', 'wamid.1', '1', '2026-03-01 11:00:00.000000', '{{}}')");
        foreach (var phone in (string[])[Phone, Other])
            await shop.SendAsync(Texts.WhatsApp([new JsonObject { ["from"] = phone, ["type"] = "text" }]).Json(), secret: Shop.WhatsAppSecret);
    }

    public static JsonObject Edit(string target, string phone)
    {
        var edit = Texts.WhatsAppMessage("wamid.edit", phone);
        edit["type"] = "edit";
        edit["edit"] = new JsonObject { ["original_message_id"] = target, ["message"] = new JsonObject { ["type"] = "text", ["text"] = new JsonObject { ["body"] = "ERASED" } } };
        return edit;
    }
}
