using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;
using Migochat.Replies;

namespace Migochat.Webhooks;

/// <summary>Reads the statuses of the shop's messages on WhatsApp.</summary>
internal static class WhatsAppStatuses
{
    private const int MaxNameLength = 50;

    /// <summary>The error of a person who stopped the shop's marketing messages.</summary>
    private const string StoppedMarketing = "131050";

    public static IEnumerable<WebhookEvent> Read(JsonElement status, WhatsAppChange change)
    {
        var (id, userId, isGroup) = ReceiverOf(status);
        var contacts = isGroup && id is null && userId is null ? [] : change.Contacts.Of(id, userId);
        var at = change.At("statuses", status, contacts);
        var target = status.Get("id"u8).Id();
        var name = status.Get("status"u8).Words()?.Trim();
        if (string.IsNullOrEmpty(name) || target is null or { Length: > MessageKeys.MaxLength })
            return [at.Unrecognised("a status without name or message")];
        var person = WhatsAppPerson.Of(id, userId, contacts).FindAll(identity => identity.Value.Length <= Identity.MaxLength);
        var read = new StatusReceived(at.Origin)
        {
            Target = target,
            Name = name.CutTo(MaxNameLength),
            Status = StatusOf(name),
            Time = WhatsAppMessages.TimeOf(status, at),
            SentBy = StatusOf(name) == MessageStatus.Sent && !isGroup ? WhatsAppMessages.TimeOf(status, at) : null,
            BusinessId = change.Business,
            Mark = ReplyMark.OrNull(status.Get("biz_opaque_callback_data"u8).Text()),
            IsBillable = BillingOf(status.Get("pricing"u8).Get("billable"u8)),
            Person = person,
            Errors = [.. status.Get("errors"u8).Items().Where(MetaJson.IsPresent).Select(error => (error.Get("code"u8).Id() ?? "", error.Raw()!))],
        };
        return [read, .. StopOf(read), .. NameOf(read, contacts, at)];
    }

    private static IEnumerable<WebhookEvent> StopOf(StatusReceived read) =>
        read.Status == MessageStatus.Failed && read.Person.Count > 0 && read.Errors.Any(error => error.Code == StoppedMarketing)
            ? [new OptInReceived(read.Origin) { Person = read.Person, Time = read.Time, WantsMarketing = false }]
            : [];

    private static IEnumerable<WebhookEvent> NameOf(StatusReceived read, IReadOnlyList<JsonElement> contacts, ItemContext at) =>
        WhatsAppPerson.NameOf(contacts) is { } name && WhatsAppPerson.Joined(at, read.Person, name, read.Time) is { } named ? [named] : [];

    private static bool? BillingOf(JsonElement billable) => billable.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>The status as it is stored; null for an unknown one.</summary>
    public static MessageStatus? StatusOf(string name) => name.ToLowerInvariant() switch
    {
        "sent" => MessageStatus.Sent,
        "delivered" => MessageStatus.Delivered,
        "read" or "played" => MessageStatus.Read,
        "failed" => MessageStatus.Failed,
        _ => null,
    };

    /// <summary>A message to a group has a status for each participant, with the group as its receiver.</summary>
    private static (string? Id, string? UserId, bool IsGroup) ReceiverOf(JsonElement status)
    {
        var id = status.Get("recipient_id"u8).Id();
        return WhatsAppIds.IsToGroup(status, id)
            ? (status.Get("recipient_participant_id"u8).Id() ?? status.Get("participant_recipient_id"u8).Id(), status.Get("recipient_participant_user_id"u8).Id(), true)
            : (id, status.Get("recipient_user_id"u8).Id(), false);
    }
}
