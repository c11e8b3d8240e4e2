using System.Text.Json;
using Migochat.Leads;
using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>Reads one change of a WhatsApp business account: messages, statuses and notices. See docs/events.md.</summary>
internal sealed class WhatsAppReader(JsonElement envelope, JsonElement entry, JsonElement change, ItemPlace place)
{
    private const int MaxMessageIdLength = 255;

    private readonly JsonElement _value = change.Get("value"u8);
    private readonly WhatsAppContacts _contacts = new(change.Get("value"u8));

    public List<WebhookEvent> Read()
    {
        if (!place.Context.Ours.Includes(MetaObject.WhatsApp, Business))
            return [new NotOurs(place.Origin)];
        var events = new List<WebhookEvent>();
        if (IsAboutMessages)
        {
            ReadAll("messages", _value.Get("messages"u8), events, ReadMessage);
            ReadAll("statuses", _value.Get("statuses"u8), events, (_, at) => at.Unrecognised("a status"));
            ReadAll("errors", _value.Get("errors"u8), events, (_, at) => at.Unrecognised("an error"));
        }
        else
        {
            events.Add(place.Unrecognised("a change of this field"));
        }

        return events;
    }

    /// <summary>The number of the shop's that the change is about.</summary>
    private string Business => _value.Get("metadata"u8).Get("phone_number_id"u8).Id() ?? place.EntryId ?? "";

    /// <summary>By its field; where that is missing, by what it holds.</summary>
    private bool IsAboutMessages => change.Get("field"u8).Text() switch
    {
        "messages" => _value.IsObject(),
        null => _value.Get("messages"u8).IsPresent() || _value.Get("statuses"u8).IsPresent(),
        _ => false,
    };

    private void ReadAll(string collection, JsonElement items, List<WebhookEvent> events, Func<JsonElement, ItemPlace, WebhookEvent> read)
    {
        if (items.ValueKind != JsonValueKind.Array)
        {
            if (items.IsPresent())
                events.Add(place.Unrecognised($"{collection} is no array"));
            return;
        }

        foreach (var item in items.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Null)
                events.Add(read(item, place with { Origin = EventOrigin.ValueItem(envelope, entry, change, _contacts, collection, item) }));
        }
    }

    private WebhookEvent ReadMessage(JsonElement message, ItemPlace at)
    {
        var contacts = _contacts.Of(message);
        var person = PersonOf(message, contacts);
        var wamid = message.Get("id"u8).Id();
        var text = message.Get("type"u8).Text() is "text" or null ? message.Get("text"u8).Get("body"u8).Text() : null;
        if (person.Count == 0 || wamid is null)
            return at.Unrecognised("a message without sender or id");
        if (wamid.Length > MaxMessageIdLength || person.Exists(identity => identity.Value.Length > Identity.MaxLength))
            return at.Unrecognised("a message with an id that is too long");
        if (text is null)
            return at.Unrecognised("a message without text");

        return new MessageReceived(at.Origin)
        {
            Platform = Platform.WhatsApp,
            Person = person,
            Direction = MessageDirection.Inbound,
            SenderId = person[0].Value,
            RecipientId = Business,
            MessageId = wamid,
            Time = at.Time(message.Get("timestamp"u8).Whole()),
            ReceivedAt = at.Context.ReceivedAt,
            Rank = CopyRank.Live,
            Type = "text",
            Text = text,
            Metadata = new MessageMetadata
            {
                Context = message.Get("context"u8).Raw(),
                Referral = message.Get("referral"u8).Raw(),
                GroupId = message.Get("group_id"u8).Id(),
            },
            Name = NameOf(contacts),
        };
    }

    /// <summary>The ids of the sender that the message and its contact carry, numbers first.</summary>
    private static List<Identity> PersonOf(JsonElement message, IReadOnlyList<JsonElement> contacts)
    {
        var identities = new List<Identity>(2);
        Add(identities, message.Get("from"u8).Id());
        Add(identities, message.Get("from_user_id"u8).Id());
        foreach (var contact in contacts)
        {
            Add(identities, contact.Get("wa_id"u8).Id());
            Add(identities, contact.Get("user_id"u8).Id());
        }

        return identities;
    }

    private static void Add(List<Identity> identities, string? id)
    {
        if (id is null)
            return;
        var identity = WhatsAppIds.Digits(id) is { } digits ? new Identity(IdentityKind.WhatsAppPhone, digits) : new Identity(IdentityKind.WhatsAppUser, id);
        if (identities.Contains(identity))
            return;
        if (identity.Kind == IdentityKind.WhatsAppPhone)
            identities.Insert(identities.FindLastIndex(other => other.Kind == IdentityKind.WhatsAppPhone) + 1, identity);
        else
            identities.Add(identity);
    }

    private static PersonName? NameOf(IReadOnlyList<JsonElement> contacts)
    {
        foreach (var contact in contacts)
        {
            if (PersonName.Split(contact.Get("profile"u8).Get("name"u8).Text()) is { } name)
                return name;
        }

        return null;
    }
}
