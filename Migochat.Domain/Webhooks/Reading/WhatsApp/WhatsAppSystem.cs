using System.Text.Json;
using Migochat.Data;
using Migochat.People;

namespace Migochat.Webhooks;

/// <summary>
/// Reads changes of a person's ids: system messages and the field <c>user_id_update</c>. Parent ids are ignored. Pure.
/// </summary>
internal static class WhatsAppSystem
{
    public static WebhookEvent Read(JsonElement message, ItemContext at)
    {
        var system = message.Get("system"u8);
        return system.Get("type"u8).Text() switch
        {
            "user_changed_number" or "customer_changed_number" => ReadChange(message, system, IdentityKind.WhatsAppPhone, at),
            "user_changed_user_id" => ReadChange(message, system, IdentityKind.WhatsAppUser, at),
            "user_identity_changed" or "customer_identity_changed" => new Notice(at.Origin, "system_identity_changed"),
            _ => new Notice(at.Origin, "system_other"),
        };
    }

    public static WebhookEvent ReadUpdate(JsonElement update, WhatsAppChange change)
    {
        var userId = update.Get("user_id"u8);
        var present = WhatsAppPerson.Of(update.Get("wa_id"u8).Id(), userId.Get("current"u8).Id() ?? userId.Id());
        var replaced = WhatsAppPerson.Of(userId.Get("previous"u8).Id());
        var contacts = change.Contacts.Of(update.Get("wa_id"u8).Id(), userId.Get("current"u8).Id() ?? userId.Id());
        var at = change.At("user_id_update", update, contacts);
        if (present.Count + replaced.Count == 0)
            return at.Unrecognised("an update of nobody's ids");
        return Join(update, present, replaced, at, WhatsAppPerson.NameOf(contacts));
    }

    /// <summary>
    /// A changed number is replaced; it stays if only the user id changed. The earlier user id is replaced if the message names a new one,
    /// and stays otherwise.
    /// </summary>
    private static WebhookEvent ReadChange(JsonElement message, JsonElement system, string changed, ItemContext at)
    {
        var newUser = system.Get("user_id"u8).Id();
        var present = WhatsAppPerson.Of((system.Get("wa_id"u8).IsPresent() ? system.Get("wa_id"u8) : system.Get("new_wa_id"u8)).Id(), newUser);
        var replaced = new List<Identity>();
        foreach (var former in Former(message, system, changed, present))
        {
            var isReplaced = former.Kind == IdentityKind.WhatsAppPhone ? changed == IdentityKind.WhatsAppPhone : newUser is not null;
            WhatsAppPerson.Add(isReplaced ? replaced : present, former.Value);
        }

        return Join(message, present, replaced, at);
    }

    /// <summary>The ids of the sender. If none of them is of the changed kind, the id in the text is added.</summary>
    private static List<Identity> Former(JsonElement message, JsonElement system, string changed, List<Identity> present)
    {
        var former = WhatsAppPerson.Of(message.Get("from"u8).Id(), message.Get("from_user_id"u8).Id(), system.Get("customer"u8).Id());
        former.RemoveAll(present.Contains);
        if (!former.Exists(identity => identity.Kind == changed) && WhatsAppIds.PreviousIn(system.Get("body"u8).Text()) is { } previous)
            WhatsAppPerson.Add(former, previous.Value);
        former.RemoveAll(present.Contains);
        return former;
    }

    private static WebhookEvent Join(JsonElement item, List<Identity> present, List<Identity> replaced, ItemContext at, PersonName? name = null)
    {
        replaced.RemoveAll(present.Contains);
        if (WhatsAppPerson.HasTooLongId(present.Concat(replaced)))
            return at.Unrecognised("ids of a person that are too long");
        if (present.Count == 0 || (present.Count + replaced.Count < 2 && name is null))
            return new Notice(at.Origin, "system_without_ids");
        return new IdentitiesJoined(at.Origin, present, replaced, WhatsAppMessages.TimeOf(item, at)) { Name = name };
    }
}
