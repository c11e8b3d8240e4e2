using Migochat.Data;

namespace Migochat.Webhooks;

/// <summary>The position of an item and the values that its entry and delivery give it.</summary>
/// <param name="Origin">The item itself.</param>
/// <param name="Kind">The envelope's object.</param>
/// <param name="EntryId">The page's, Instagram account's or WhatsApp business account's id.</param>
/// <param name="EntryTime">When the entry was sent: seconds or milliseconds.</param>
/// <param name="Delivery">The values that all items of the delivery share.</param>
internal sealed record ItemContext(EventOrigin Origin, MetaObject Kind, string? EntryId, long? EntryTime, ReadingContext Delivery)
{
    public DateTime Time(long? own) => EventTime.Resolve(own, EntryTime, Delivery.ReceivedAt);

    /// <summary>The event's own time. Null if Meta gave none: the times of the entry and of the receipt differ at each delivery.</summary>
    public DateTime? OwnTime(long? own) => EventTime.Sane(own, Delivery.ReceivedAt);

    public Unrecognised Unrecognised(string reason) => new(Origin, reason);
}
