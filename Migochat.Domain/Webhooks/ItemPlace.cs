namespace Migochat.Webhooks;

/// <summary>What an item's surroundings say about it.</summary>
/// <param name="Origin">The item itself.</param>
/// <param name="Kind">The envelope's object.</param>
/// <param name="EntryId">The page's, Instagram account's or WhatsApp business account's id.</param>
/// <param name="EntryTime">When the entry was sent: seconds or milliseconds.</param>
/// <param name="Context">The delivery's.</param>
internal sealed record ItemPlace(EventOrigin Origin, MetaObject Kind, string? EntryId, long? EntryTime, ReadingContext Context)
{
    public DateTime Time(long? own) => EventTime.Resolve(own, EntryTime, Context.ReceivedAt);

    public Unrecognised Unrecognised(string reason) => new(Origin, reason);
}
