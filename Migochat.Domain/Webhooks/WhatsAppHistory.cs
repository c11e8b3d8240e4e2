using System.Text.Json;
using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>
/// Reads the chats that a number had on the phone's app before it was connected: chunks of threads, and as <c>messages</c>
/// the media that the threads only hold places for.
/// </summary>
internal sealed class WhatsAppHistory(WhatsAppChange change, List<WebhookEvent> events)
{
    public void Read()
    {
        ReadAll("history", change.Value.Get("history"u8), change.Place, ReadChunk);
        ReadAll("messages", change.Value.Get("messages"u8), change.Place, message => ReadMessage(message, default));
        ReadAll("errors", change.Value.Get("errors"u8), change.Place, error => events.Add(WhatsAppErrors.Read(error, change.At("errors", error, []))));
    }

    private void ReadChunk(JsonElement chunk)
    {
        var at = change.At("history", chunk, []);
        if (!chunk.IsObject())
            events.Add(at.Unrecognised("a chunk of history that is no object"));
        ReadAll("threads", chunk.Get("threads"u8), at, ReadThread);
        ReadAll("errors", chunk.Get("errors"u8), at, error => events.Add(WhatsAppErrors.Read(error, change.AtHistory("errors", error, default, []))));
    }

    private void ReadThread(JsonElement thread)
    {
        var at = change.AtHistory("threads", thread, default, []);
        if (!thread.IsObject())
            events.Add(at.Unrecognised("a thread that is no object"));
        ReadAll("messages", thread.Get("messages"u8), at, message => ReadMessage(message, thread));
    }

    private void ReadAll(string collection, JsonElement items, ItemPlace around, Action<JsonElement> read) =>
        WhatsAppChange.ReadAll(collection, items, around, events, read);

    private void ReadMessage(JsonElement message, JsonElement thread)
    {
        var threadId = thread.Get("id"u8).Id();
        var groupId = WhatsAppIds.IsGroup(threadId) ? threadId : null;
        var isOutbound = IsOutbound(message, threadId);
        var (id, userId) = PersonOf(message, isOutbound, groupId is null ? thread : default);
        var contacts = change.Contacts.Of(id, userId);
        var person = WhatsAppPerson.Of(id, userId, contacts);
        var direction = isOutbound ? MessageDirection.Outbound : MessageDirection.Inbound;
        var parties = new WhatsAppParties(change.Business, direction, CopyRank.History, person, WhatsAppPerson.NameOf(contacts))
        {
            GroupId = groupId,
            IsOneself = change.IsOneself(person),
        };
        var at = thread.IsPresent() ? change.AtHistory("messages", message, thread, contacts) : change.At("messages", message, contacts);
        events.Add(WhatsAppMessages.Read(message, parties, at));
        if (events[^1] is MessageReceived { Direction: MessageDirection.Outbound } sent)
            AddStatus(sent, message);
    }

    /// <summary>The number and the user id of the thread's person; what the thread does not tell, the message's other side does.</summary>
    private static (string? Id, string? UserId) PersonOf(JsonElement message, bool isOutbound, JsonElement thread)
    {
        var (id, userId) = isOutbound
            ? (message.Get("to"u8).Id(), message.Get("to_user_id"u8).Id())
            : (message.Get("from"u8).Id(), message.Get("from_user_id"u8).Id());
        var threadId = thread.Get("id"u8).Id();
        var context = thread.Get("context"u8);
        return WhatsAppIds.Digits(threadId) is null
            ? (context.Get("wa_id"u8).Id() ?? id, threadId ?? context.Get("user_id"u8).Id() ?? userId)
            : (threadId, context.Get("user_id"u8).Id() ?? userId);
    }

    /// <summary>
    /// Written by the shop: as it says itself, or from the shop's number, or to somebody else than that; where the shop's
    /// number is not told, from somebody else than the thread's person.
    /// </summary>
    private bool IsOutbound(JsonElement message, string? threadId)
    {
        var isFromUs = message.Get("history_context"u8).Get("from_me"u8);
        if (isFromUs.IsPresent())
            return isFromUs.IsTrue();
        var from = message.Get("from"u8).Id();
        if (change.IsOwn(from))
            return true;
        if ((message.Get("to"u8).Id() ?? message.Get("to_user_id"u8).Id()) is { } to)
            return !change.IsOwn(to);
        return change.OwnNumber is null && WhatsAppIds.Digits(from) is { } sender && WhatsAppIds.Digits(threadId) is { } other && sender != other;
    }

    private void AddStatus(MessageReceived sent, JsonElement message)
    {
        var name = message.Get("history_context"u8).Get("status"u8).Text()?.ToLowerInvariant() switch
        {
            "read" => "read",
            "played" => "played",
            "delivered" => "delivered",
            "error" or "failed" => "failed",
            _ => null,
        };
        if (name is null)
            return;
        events.Add(new StatusReceived(sent.Origin)
        {
            Target = sent.MessageId,
            Name = name,
            Status = WhatsAppStatuses.StatusOf(name),
            Time = sent.Time,
            BusinessId = change.Business,
            About = sent.Person,
        });
    }
}
