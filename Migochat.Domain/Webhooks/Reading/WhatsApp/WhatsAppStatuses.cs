using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;

namespace Migochat.Webhooks;

/// <summary>Reads how far a message of the shop's got on WhatsApp.</summary>
internal static class WhatsAppStatuses
{
    private const int MaxNameLength = 50;

    public static WebhookEvent Read(JsonElement status, WhatsAppChange change)
    {
        var (id, userId, isGroup) = ReceiverOf(status);
        var contacts = isGroup ? [] : change.Contacts.Of(id, userId);
        var at = change.At("statuses", status, contacts);
        var target = status.Get("id"u8).Id();
        var name = status.Get("status"u8).Words()?.Trim();
        if (string.IsNullOrEmpty(name) || target is null or { Length: > MessageKeys.MaxLength })
            return at.Unrecognised("a status without name or message");
        return new StatusReceived(at.Origin)
        {
            Target = target,
            Name = name.CutTo(MaxNameLength),
            Status = StatusOf(name),
            Time = WhatsAppMessages.TimeOf(status, at),
            SentBy = StatusOf(name) == MessageStatus.Sent && !isGroup ? WhatsAppMessages.TimeOf(status, at) : null,
            BusinessId = change.Business,
            Person = WhatsAppPerson.Of(id, userId, contacts).FindAll(identity => identity.Value.Length <= Identity.MaxLength),
            Errors = [.. status.Get("errors"u8).Items().Where(MetaJson.IsPresent).Select(error => (error.Get("code"u8).Id() ?? "", error.Raw()!))],
        };
    }

    /// <summary>What a status means to us; null for one that we do not know.</summary>
    public static MessageStatus? StatusOf(string name) => name.ToLowerInvariant() switch
    {
        "sent" => MessageStatus.Sent,
        "delivered" => MessageStatus.Delivered,
        "read" or "played" => MessageStatus.Read,
        "failed" => MessageStatus.Failed,
        _ => null,
    };

    /// <summary>Of a message to a group there is a status for each participant, and the receiver is the group.</summary>
    private static (string? Id, string? UserId, bool IsGroup) ReceiverOf(JsonElement status)
    {
        var id = status.Get("recipient_id"u8).Id();
        return WhatsAppIds.IsToGroup(status, id)
            ? (status.Get("recipient_participant_id"u8).Id() ?? status.Get("participant_recipient_id"u8).Id(), status.Get("recipient_participant_user_id"u8).Id(), true)
            : (id, status.Get("recipient_user_id"u8).Id(), false);
    }
}
