using System.Text;
using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;

namespace Migochat.Webhooks;

/// <summary>Reads one change of a WhatsApp business account, by its field. See docs/events.md.</summary>
internal sealed class WhatsAppReader(JsonElement item, ItemContext place)
{
    private readonly WhatsAppChange _change = new(item, place);
    private readonly List<WebhookEvent> _events = [];

    /// <summary>At least one event.</summary>
    public IReadOnlyList<WebhookEvent> Read()
    {
        // Most of them name no number, so the account that they belong to is unknown.
        if (_change.Field is { } field && Notices.WhatsAppFields.Contains(field))
            return [new Notice(place.Origin, field), .. NamesOfContacts()];
        if (_change.Business.Length > Identity.MaxLength)
            return [place.Unrecognised("a change of a number with an id that is too long")];
        var read = ByField();
        if (!_change.IsOurs && (read is not null || _change.NumberId is not null))
            return [new NotOurs(place.Origin)];
        if (read is null)
            return [place.Unrecognised("a change of this field")];
        read();
        if (_events.Count == 0 && HoldsNothing)
            return [new Notice(place.Origin, "empty_change"), .. NamesOfContacts()];
        if (_events.Count == 0)
            _events.Add(place.Unrecognised("a change that holds nothing known"));
        return _events;
    }

    private Action? ByField() => _change.Field switch
    {
        "messages" => () => ReadMessages(_change, CopyRank.Live),
        null when HoldsMessages => () => ReadMessages(_change, CopyRank.Live),
        "standby" => ReadStandby,
        "smb_message_echoes" or "message_echoes" => () => ReadEchoes(_change, CopyRank.Echo),
        "history" => new WhatsAppHistory(_change, _events).Read,
        "user_preferences" => () => ReadAll("user_preferences", _change, preference => WhatsAppPreferences.Read(preference, _change)),
        "user_id_update" => () => ReadAll("user_id_update", _change, update => [WhatsAppSystem.ReadUpdate(update, _change)]),
        _ => null,
    };

    private bool HoldsMessages => _change.Value.Members().Any(member => member.Name is "messages" or "statuses" or "errors" or "user_actions" && member.Value.IsPresent());

    /// <summary>Meta nests the items in a member of the value. Earlier versions did not.</summary>
    private void ReadStandby()
    {
        foreach (var change in (WhatsAppChange[])[_change, _change.Within("standby")])
        {
            ReadMessages(change, CopyRank.Standby);
            ReadEchoes(change, CopyRank.Standby);
        }
    }

    private void ReadMessages(WhatsAppChange change, CopyRank rank)
    {
        ReadAll("messages", change, message => ReadInbound(message, change, rank));
        ReadAll("statuses", change, status => WhatsAppStatuses.Read(status, change));
        ReadAll("user_actions", change, action => ReadAction(action, change));
        ReadAll("errors", change, error => [WhatsAppErrors.Read(error, change.At("errors", error, []))]);
    }

    private void ReadEchoes(WhatsAppChange change, CopyRank rank) => ReadAll("message_echoes", change, message => ReadEcho(message, change, rank));

    private static IEnumerable<WebhookEvent> ReadAction(JsonElement action, WhatsAppChange change)
    {
        var contacts = change.Contacts.Of(action.Get("wa_id"u8).Id(), action.Get("user_id"u8).Id());
        var at = change.At("user_actions", action, contacts);
        var named = WhatsAppPerson.Joined(at, WhatsAppPerson.Of(null, null, contacts), WhatsAppPerson.NameOf(contacts), WhatsAppMessages.TimeOf(action, at));
        return named is null ? [new Notice(at.Origin, "user_action")] : [new Notice(at.Origin, "user_action"), named];
    }

    /// <summary>The names in the contacts of a change that is otherwise not used.</summary>
    private IEnumerable<WebhookEvent> NamesOfContacts()
    {
        if (_change.NumberId is null or { Length: > Identity.MaxLength } || !_change.IsOurs)
            yield break;
        var time = _change.Value.Members().SelectMany(member => member.Value.Items()).Select(item => item.Get("timestamp"u8).Whole()).FirstOrDefault(own => own is not null);
        foreach (var contact in _change.Contacts.All)
        {
            if (WhatsAppPerson.NameOf([contact]) is { } name && WhatsAppPerson.Joined(place, WhatsAppPerson.Of(null, null, [contact]), name, place.Time(time)) is { } named)
                yield return named;
        }
    }

    private IEnumerable<WebhookEvent> ReadInbound(JsonElement message, WhatsAppChange change, CopyRank rank) =>
        ReadMessage("messages", message, change, MessageDirection.Inbound, rank, message.Get("from"u8).Id(), message.Get("from_user_id"u8).Id());

    private IEnumerable<WebhookEvent> ReadEcho(JsonElement message, WhatsAppChange change, CopyRank rank)
    {
        var sent = WhatsAppContent.Of(message);
        var id = sent.Get("to"u8).Id();
        return WhatsAppIds.IsToGroup(sent, id)
            ? [Read(message, WhatsAppParties.ToGroup(change.Business, rank, id), change.At("message_echoes", message, []))]
            : ReadMessage("message_echoes", message, change, MessageDirection.Outbound, rank, id, sent.Get("to_user_id"u8).Id() ?? sent.Get("recipient"u8).Id());
    }

    private WebhookEvent Read(JsonElement message, WhatsAppParties parties, ItemContext at) => place.Delivery.Readers.WhatsApp(message, parties, at);

    private IEnumerable<WebhookEvent> ReadMessage(
        string collection, JsonElement message, WhatsAppChange change, MessageDirection direction, CopyRank rank, string? id, string? userId)
    {
        var contacts = ContactsOf(message, change, id, userId);
        var person = WhatsAppPerson.Of(id, userId, contacts);
        if (direction == MessageDirection.Inbound && person.TrueForAll(identity => identity.Kind != IdentityKind.WhatsAppPhone))
            WhatsAppPerson.Add(person, WhatsAppCard.RequestedNumber(message));
        var parties = new WhatsAppParties(change.Business, direction, rank, person, WhatsAppPerson.NameOf(contacts)) { IsOneself = change.IsOneself(person) };
        var at = change.At(collection, message, contacts);
        var read = Read(message, parties, at);
        return WhatsAppMessages.WithPerson(read, parties, at, WhatsAppMessages.TimeOf(message, at));
    }

    // A system message also names the person by the ids that are valid from now on.
    private static IReadOnlyList<JsonElement> ContactsOf(JsonElement message, WhatsAppChange change, string? id, string? userId)
    {
        var contacts = change.Contacts.Of(id, userId);
        var system = message.Get("system"u8);
        var (newId, newUserId) = (system.Get("wa_id"u8).Id(), system.Get("user_id"u8).Id());
        return newId is null && newUserId is null ? contacts : [.. contacts, .. change.Contacts.Of(newId, newUserId)];
    }

    private void ReadAll(string collection, WhatsAppChange change, Func<JsonElement, IEnumerable<WebhookEvent>> read) => WhatsAppChange.ReadAll(
        collection,
        change.Value.Get(Encoding.UTF8.GetBytes(collection)),
        place,
        item => change.At(collection, item, change.Contacts.OfAnyIn(item)),
        _events,
        item => _events.AddRange(read(item)));

    /// <summary>True if the value holds only the members of every change, chunks of history without threads, and a standby without items.</summary>
    private bool HoldsNothing => _change.Value.IsObject()
        && _change.Value.EnumerateObject().Count(member => IsFilled(member.Value)) == Common.Count(IsFilled);

    private JsonElement[] Common =>
    [
        _change.Value.Get("messaging_product"u8), _change.Value.Get("metadata"u8), _change.Value.Get("contacts"u8),
        _change.Field switch
        {
            "history" => _change.Value.Get("history"u8),
            "standby" when HoldsContactsAlone(_change.Value.Get("standby"u8)) => _change.Value.Get("standby"u8),
            _ => default,
        },
    ];

    private static bool HoldsContactsAlone(JsonElement standby) =>
        standby.IsObject() && standby.EnumerateObject().Count(member => IsFilled(member.Value)) == (IsFilled(standby.Get("contacts"u8)) ? 1 : 0);

    private static bool IsFilled(JsonElement part) =>
        part.ValueKind == JsonValueKind.Array ? part.EnumerateArray().Any(MetaJson.IsPresent) : part.IsPresent();
}
