using System.Text.Json;

namespace Migochat.Webhooks;

/// <summary>Which of a change's <c>contacts</c> speak of the person of one of its items.</summary>
internal static class WhatsAppContacts
{
    /// <summary>
    /// Those whose <c>wa_id</c> or <c>user_id</c> the item names as its sender; where the item names nobody, the only
    /// contact there is. Never by position: Meta promises no order.
    /// </summary>
    public static IEnumerable<JsonElement> Of(JsonElement value, JsonElement item)
    {
        var contacts = value.Get("contacts"u8);
        var phone = WhatsAppIds.Digits(item.Get("from"u8).Id());
        var user = item.Get("from_user_id"u8).Id();
        if (phone is null && user is null)
            return contacts.ValueKind == JsonValueKind.Array && contacts.GetArrayLength() == 1 ? [contacts[0]] : [];
        return Matching(contacts, phone, user);
    }

    private static IEnumerable<JsonElement> Matching(JsonElement contacts, string? phone, string? user)
    {
        foreach (var contact in contacts.Items())
        {
            var samePhone = phone is not null && phone == WhatsAppIds.Digits(contact.Get("wa_id"u8).Id());
            var sameUser = user is not null && user == contact.Get("user_id"u8).Id();
            if (samePhone || sameUser)
                yield return contact;
        }
    }
}
