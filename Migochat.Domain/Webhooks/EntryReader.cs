using System.Text.Json;

namespace Migochat.Webhooks;

/// <summary>Reads one entry of an envelope. What it holds is told by the members that are there.</summary>
internal sealed class EntryReader(JsonElement envelope, MetaObject kind, JsonElement entry, ReadingContext context)
{
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

        if (EntryId is { } id && (id == OurAccounts.TestEntryId || IsAnotherAccount(id)))
            return [new NotOurs(Origin)];
        ReadItems("messaging", entry.Get("messaging"u8), events);
        ReadItems("standby", entry.Get("standby"u8), events);
        ReadItems("changes", entry.Get("changes"u8), events);
        return events;
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
            if (item.ValueKind != JsonValueKind.Null)
                ReadItem(collection, item, events);
        }
    }

    private void ReadItem(string collection, JsonElement item, List<WebhookEvent> events)
    {
        var at = new ItemPlace(EventOrigin.Item(envelope, entry, collection, item), kind, EntryId, EntryTime, context);
        switch (kind, collection)
        {
            case (MetaObject.Page or MetaObject.Instagram, "messaging"):
                events.Add(MessengerReader.Read(item, at));
                break;
            case (MetaObject.Instagram, "changes") when item.Get("field"u8).Text() == "messages":
                events.Add(MessengerReader.Read(item.Get("value"u8), at));
                break;
            case (MetaObject.WhatsApp, "changes"):
                events.AddRange(new WhatsAppReader(envelope, entry, item, at).Read());
                break;
            default:
                events.Add(new Unrecognised(at.Origin, $"{collection} of this object"));
                break;
        }
    }

    // WhatsApp's entry names the business account; whose number it is about, each change says for itself.
    private bool IsAnotherAccount(string id) => kind != MetaObject.WhatsApp && !context.Ours.Includes(kind, id);

    private string? EntryId => entry.Get("id"u8).Id();

    private long? EntryTime => entry.Get("time"u8).Whole();
}
