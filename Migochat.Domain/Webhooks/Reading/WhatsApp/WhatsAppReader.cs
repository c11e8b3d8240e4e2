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
        // Most of them name no number, so that nobody can tell whose they are.
        if (_change.Field is { } field && Notices.WhatsAppFields.Contains(field))
            return [new Notice(place.Origin, field)];
        if (_change.Business.Length > Identity.MaxLength)
            return [place.Unrecognised("a change of a number with an id that is too long")];
        var read = ByField();
        if (!_change.IsOurs && (read is not null || _change.NumberId is not null))
            return [new NotOurs(place.Origin)];
        if (read is null)
            return [place.Unrecognised("a change of this field")];
        read();
        if (_events.Count == 0)
            _events.Add(HoldsNothing ? new Notice(place.Origin, "empty_change") : place.Unrecognised("a change that holds nothing known"));
        return _events;
    }

    private Action? ByField() => _change.Field switch
    {
        "messages" => ReadMessages,
        null when HoldsMessages => ReadMessages,
        "standby" => () => ReadAll("messages", _change.Value.Get("messages"u8), message => ReadInbound(message, CopyRank.Standby)),
        "smb_message_echoes" or "message_echoes" => () => ReadAll("message_echoes", _change.Value.Get("message_echoes"u8), ReadEcho),
        "history" => new WhatsAppHistory(_change, _events).Read,
        "user_preferences" => () => ReadAll("user_preferences", _change.Value.Get("user_preferences"u8), preference => WhatsAppPreferences.Read(preference, _change)),
        "user_id_update" => () => ReadAll("user_id_update", _change.Value.Get("user_id_update"u8), update => WhatsAppSystem.ReadUpdate(update, _change.At("user_id_update", update, []))),
        _ => null,
    };

    private bool HoldsMessages =>
        _change.Value.Get("messages"u8).IsPresent() || _change.Value.Get("statuses"u8).IsPresent() || _change.Value.Get("errors"u8).IsPresent();

    private void ReadMessages()
    {
        ReadAll("messages", _change.Value.Get("messages"u8), message => ReadInbound(message, CopyRank.Live));
        ReadAll("statuses", _change.Value.Get("statuses"u8), status => WhatsAppStatuses.Read(status, _change));
        ReadAll("errors", _change.Value.Get("errors"u8), error => WhatsAppErrors.Read(error, _change.At("errors", error, [])));
    }

    private WebhookEvent ReadInbound(JsonElement message, CopyRank rank) =>
        ReadMessage("messages", message, MessageDirection.Inbound, rank, message.Get("from"u8).Id(), message.Get("from_user_id"u8).Id());

    private WebhookEvent ReadEcho(JsonElement message)
    {
        var id = message.Get("to"u8).Id();
        return WhatsAppIds.IsToGroup(message, id)
            ? WhatsAppMessages.Read(message, WhatsAppParties.ToGroup(_change.Business, CopyRank.Echo, id), _change.At("message_echoes", message, []))
            : ReadMessage("message_echoes", message, MessageDirection.Outbound, CopyRank.Echo, id, message.Get("to_user_id"u8).Id());
    }

    private WebhookEvent ReadMessage(string collection, JsonElement message, MessageDirection direction, CopyRank rank, string? id, string? userId)
    {
        var contacts = _change.Contacts.Of(id, userId);
        var person = WhatsAppPerson.Of(id, userId, contacts);
        var parties = new WhatsAppParties(_change.Business, direction, rank, person, WhatsAppPerson.NameOf(contacts)) { IsOneself = _change.IsOneself(person) };
        var at = _change.At(collection, message, contacts);
        var read = WhatsAppMessages.Read(message, parties, at);
        // A message joins the ids of its person by itself; what happens to one needs to say so.
        if (read is MessageReacted or MessageEdited or MessageDeleted && person.Count > 1 && !parties.IsOneself && !WhatsAppPerson.HasTooLongId(person))
            _events.Add(new IdentitiesJoined(at.Origin, person, [], WhatsAppMessages.TimeOf(message, at)));
        return read;
    }

    private void ReadAll(string collection, JsonElement items, Func<JsonElement, WebhookEvent> read) =>
        WhatsAppChange.ReadAll(collection, items, place, _events, item => _events.Add(read(item)));

    /// <summary>True if the value holds nothing but what belongs to every change, and chunks of history without threads.</summary>
    private bool HoldsNothing => _change.Value.IsObject()
        && _change.Value.EnumerateObject().Count(member => IsFilled(member.Value)) == Common.Count(IsFilled);

    private JsonElement[] Common =>
    [
        _change.Value.Get("messaging_product"u8), _change.Value.Get("metadata"u8), _change.Value.Get("contacts"u8),
        _change.Field == "history" ? _change.Value.Get("history"u8) : default,
    ];

    private static bool IsFilled(JsonElement part) =>
        part.ValueKind == JsonValueKind.Array ? part.EnumerateArray().Any(MetaJson.IsPresent) : part.IsPresent();
}
