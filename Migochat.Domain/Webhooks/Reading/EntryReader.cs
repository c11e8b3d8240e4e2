using System.Text.Json;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>Reads one entry of an envelope. The names of its members show which items it holds.</summary>
internal sealed class EntryReader(ParentObject envelope, MetaObject kind, JsonElement entry, ReadingContext context)
{
    private readonly ParentObject _parent = new(entry);

    /// <summary>The whole entry.</summary>
    public EventOrigin Origin => EventOrigin.Entry(envelope, entry);

    public List<WebhookEvent> Read()
    {
        var events = new List<WebhookEvent>();
        if (!entry.IsObject())
        {
            if (entry.IsPresent())
                events.Add(new Unrecognised(Origin, "an entry that is no object"));
            return events;
        }

        if (EntryId is { Length: > Identity.MaxLength })
            return [new Unrecognised(Origin, "an entry with an id that is too long")];
        if (EntryId is { } id && (id == OurAccounts.TestEntryId || IsAnotherAccount(id)))
            return [new NotOurs(Origin)];
        if (ObjectName is { } name && Notices.Objects.Contains(name))
            return [new Notice(Origin, $"object_{name}")];
        ReadItems("messaging", entry.Get("messaging"u8), events);
        ReadItems("standby", entry.Get("standby"u8), events);
        ReadItems("changes", entry.Get("changes"u8), events);
        ReadEntryItself(events);
        return events;
    }

    /// <summary>Some entries are a change themselves, with <c>field</c> and <c>value</c>; some only list the changed fields.</summary>
    private void ReadEntryItself(List<WebhookEvent> events)
    {
        if (kind is MetaObject.Page or MetaObject.Instagram && entry.Get("field"u8).IsPresent())
            GuardedReading.Read(() => Origin, events, () => ReadChange(entry, ContextOf(Origin), events));
        if (entry.Get("changed_fields"u8).IsPresent())
            events.Add(new Notice(Origin, Notices.ChangedFields));
    }

    private void ReadItems(string collection, JsonElement items, List<WebhookEvent> events)
    {
        if (items.ValueKind != JsonValueKind.Array)
        {
            if (items.IsPresent())
                events.Add(new Unrecognised(Origin, $"{collection} is no array"));
            return;
        }

        foreach (var item in items.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Null)
                continue;
            var origin = EventOrigin.Item(envelope, _parent, collection, item);
            GuardedReading.Read(() => origin, events, () => ReadItem(collection, item, ContextOf(origin), events));
        }
    }

    private void ReadItem(string collection, JsonElement item, ItemContext at, List<WebhookEvent> events)
    {
        switch (kind, collection)
        {
            case (MetaObject.Page or MetaObject.Instagram, "messaging" or "standby"):
                MessengerReader.Read(item, at, isStandby: collection == "standby", events);
                break;
            case (MetaObject.Page or MetaObject.Instagram, "changes"):
                ReadChange(item, at, events);
                break;
            case (MetaObject.WhatsApp, "changes"):
                events.AddRange(new WhatsAppReader(item, at).Read());
                break;
            default:
                events.Add(new Unrecognised(at.Origin, $"{collection} of this object"));
                break;
        }
    }

    private void ReadChange(JsonElement change, ItemContext at, List<WebhookEvent> events)
    {
        if (kind == MetaObject.Instagram)
            InstagramChangesReader.Read(change, at, events);
        else
            PageChangesReader.Read(change, at, events);
    }

    private ItemContext ContextOf(EventOrigin origin) => new(origin, kind, EntryId, EntryTime, context);

    // An entry of WhatsApp names the business account. The number is in each change.
    private bool IsAnotherAccount(string id) => kind != MetaObject.WhatsApp && !context.Ours.Includes(kind, id);

    private string? ObjectName => envelope.Get("object"u8).Text();

    private string? EntryId { get; } = entry.Get("id"u8).Id();

    private long? EntryTime { get; } = entry.Get("time"u8).Whole();
}
