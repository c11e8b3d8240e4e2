using System.Text;
using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;

namespace Migochat.Webhooks;

/// <summary>
/// Reads the chats that a number had in the phone's app before it was connected. They come in chunks of threads, with placeholders for
/// media. The media follow: the customers' as <c>messages</c>, the shop's as <c>message_echoes</c>.
/// </summary>
internal sealed class WhatsAppHistory(WhatsAppChange change, List<WebhookEvent> events)
{
    public void Read()
    {
        ReadAll("history", change.Value.Get("history"u8), change.Context, chunk => change.At("history", chunk, []), ReadChunk);
        ReadMedia("messages", message => IsOutbound(message, null));
        ReadMedia("message_echoes", _ => true);
        ReadErrors(change.Value, change.Context, error => change.At("errors", error, []));
    }

    private void ReadChunk(JsonElement chunk)
    {
        var at = change.At("history", chunk, []);
        if (!chunk.IsObject())
            events.Add(at.Unrecognised("a chunk of history that is no object"));
        ReadAll("threads", chunk.Get("threads"u8), at, thread => change.AtHistory("threads", thread, null, []), ReadThread);
        ReadErrors(chunk, at, error => change.AtHistory("errors", error, null, []));
    }

    private void ReadErrors(JsonElement holder, ItemContext around, Func<JsonElement, ItemContext> at) =>
        ReadAll("errors", holder.Get("errors"u8), around, at, error => events.Add(WhatsAppErrors.Read(error, at(error))));

    private void ReadMedia(string collection, Func<JsonElement, bool> isOutbound) => ReadAll(
        collection,
        change.Value.Get(Encoding.UTF8.GetBytes(collection)),
        change.Context,
        message => change.At(collection, message, change.Contacts.OfAnyIn(message)),
        message => ReadMessage(message, WhatsAppThread.None, isOutbound(message), collection));

    private void ReadThread(JsonElement thread)
    {
        var at = change.AtHistory("threads", thread, null, []);
        if (!thread.IsObject())
            events.Add(at.Unrecognised("a thread that is no object"));
        var around = WhatsAppThread.Of(thread);
        ReadAll(
            "messages",
            thread.Get("messages"u8),
            at,
            message => change.AtHistory("messages", message, around.ParentObject, change.Contacts.OfAnyIn(message)),
            message => ReadMessage(message, around, IsOutbound(message, around.Id), "messages"));
    }

    private void ReadAll(string collection, JsonElement items, ItemContext around, Func<JsonElement, ItemContext> at, Action<JsonElement> read) =>
        WhatsAppChange.ReadAll(collection, items, around, at, events, read);

    private void ReadMessage(JsonElement message, WhatsAppThread thread, bool isOutbound, string collection)
    {
        var groupId = WhatsAppIds.IsGroup(thread.Id) ? thread.Id : null;
        var isToGroup = isOutbound && (groupId is not null || WhatsAppIds.IsToGroup(message, message.Get("to"u8).Id()));
        var (id, userId) = PersonOf(message, isOutbound, groupId is null ? thread : WhatsAppThread.None);
        var contacts = isToGroup ? [] : change.Contacts.Of(id, userId);
        var parties = isToGroup
            ? WhatsAppParties.ToGroup(change.Business, CopyRank.History, groupId ?? message.Get("to"u8).Id())
            : PartiesOf(WhatsAppPerson.Of(id, userId, contacts), contacts, isOutbound, groupId);
        var at = thread.ParentObject is { } around ? change.AtHistory(collection, message, around, contacts) : change.At(collection, message, contacts);
        events.AddRange(WhatsAppMessages.WithPerson(change.Context.Delivery.Readers.WhatsApp(message, parties, at), parties, at, WhatsAppMessages.TimeOf(message, at)));
        if (events[^1] is MessageReceived { Direction: MessageDirection.Outbound } sent)
            AddStatus(sent, message);
    }

    private WhatsAppParties PartiesOf(List<Identity> person, IReadOnlyList<JsonElement> contacts, bool isOutbound, string? groupId)
    {
        var direction = isOutbound ? MessageDirection.Outbound : MessageDirection.Inbound;
        return new WhatsAppParties(change.Business, direction, CopyRank.History, person, WhatsAppPerson.NameOf(contacts))
        {
            GroupId = groupId,
            IsOneself = change.IsOneself(person),
        };
    }

    /// <summary>The number and the user id of the thread's person. A missing one is taken from the other side of the message.</summary>
    private static (string? Id, string? UserId) PersonOf(JsonElement message, bool isOutbound, WhatsAppThread thread)
    {
        var (id, userId) = isOutbound
            ? (message.Get("to"u8).Id(), message.Get("to_user_id"u8).Id())
            : (message.Get("from"u8).Id(), message.Get("from_user_id"u8).Id());
        return WhatsAppIds.Digits(thread.Id) is null
            ? (thread.WaId ?? id, thread.Id ?? thread.UserId ?? userId)
            : (thread.Id, thread.UserId ?? userId);
    }

    /// <summary>
    /// True for a message of the shop: it says so itself, or its sender is the shop's number, or its recipient is not the shop's number. If
    /// the shop's number is unknown, its sender is not the thread's person.
    /// </summary>
    private bool IsOutbound(JsonElement message, string? threadId)
    {
        var isFromUs = message.Get("history_context"u8).Get("from_me"u8);
        if (isFromUs.IsPresent())
            return isFromUs.IsTrue();
        var from = message.Get("from"u8).Id();
        if (change.IsShopNumber(from))
            return true;
        if ((message.Get("to"u8).Id() ?? message.Get("to_user_id"u8).Id()) is { } to)
            return !change.IsShopNumber(to);
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

/// <summary>The customer's ids in a thread of WhatsApp's history.</summary>
/// <param name="Id">A number, a user id or a group.</param>
/// <param name="WaId">The number in the context of the thread.</param>
/// <param name="UserId">The user id in that context.</param>
/// <param name="ParentObject">Null outside of any thread.</param>
internal sealed record WhatsAppThread(string? Id, string? WaId, string? UserId, ParentObject? ParentObject)
{
    public static readonly WhatsAppThread None = new(null, null, null, null);

    public static WhatsAppThread Of(JsonElement thread)
    {
        var context = thread.Get("context"u8);
        return new WhatsAppThread(thread.Get("id"u8).Id(), context.Get("wa_id"u8).Id(), context.Get("user_id"u8).Id(), new ParentObject(thread));
    }
}
