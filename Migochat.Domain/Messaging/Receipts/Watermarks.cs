using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>The watermarks of a thread: the greatest known times, UTC.</summary>
internal sealed record Watermarks(DateTime? SentAt, DateTime? DeliveredAt, DateTime? ReadAt)
{
    public static readonly Watermarks None = new(null, null, null);

    public Watermarks Raise(Watermarks other) => new(Moment.Later(SentAt, other.SentAt), Moment.Later(DeliveredAt, other.DeliveredAt), Moment.Later(ReadAt, other.ReadAt));

    /// <summary>How far they say that an outbound message of that time got.</summary>
    public MessageStatus StatusAt(DateTime time)
    {
        if (time <= ReadAt)
            return MessageStatus.Read;
        return time <= DeliveredAt ? MessageStatus.Delivered : MessageStatus.Sent;
    }
}
