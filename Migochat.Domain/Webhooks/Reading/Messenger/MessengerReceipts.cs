using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>
/// Reads receipts of the shop's messages. Messenger sends a watermark, Instagram a receipt for each message. Receipts of delivery may have
/// both.
/// </summary>
internal static class MessengerReceipts
{
    public static IEnumerable<WebhookEvent> ReadDelivery(MessagingItem item, JsonElement delivery) =>
        Read(item, delivery, delivery.Get("mids"u8).Items(), MessageStatus.Delivered);

    public static IEnumerable<WebhookEvent> ReadRead(MessagingItem item, JsonElement read) =>
        Read(item, read, [read.Get("mid"u8)], MessageStatus.Read);

    private static List<WebhookEvent> Read(MessagingItem item, JsonElement receipt, IEnumerable<JsonElement> mids, MessageStatus status)
    {
        if (item.IsOurs)
            return [item.Notice(Notices.OwnReceipt)];
        var watermark = receipt.Get("watermark"u8).Whole();
        string[] ids = [.. mids.Select(mid => mid.Id()).OfType<string>().Where(id => id.Length <= MessageKeys.MaxLength)];
        List<WebhookEvent> events = [.. Watermarks(item, watermark, status, ids.Length > 0), .. ids.Select(id => StatusOf(item, id, watermark, status))];
        return events.Count > 0 ? events : [item.Unrecognised("a receipt of nobody, or without a moment that can be and a message")];
    }

    // The watermark is the content of the receipt and not its time, so no other time replaces an impossible one.
    private static IEnumerable<WatermarkReceived> Watermarks(MessagingItem item, long? watermark, MessageStatus status, bool namesMessages)
    {
        if (item.Sender is not { } sender || EventTime.Sane(watermark, item.Context.Delivery.ReceivedAt) is not { } moment)
            return [];
        return
        [
            new WatermarkReceived(item.Origin)
            {
                BusinessId = item.Business,
                Person = item.Person(sender),
                SentBy = status == MessageStatus.Delivered && !namesMessages ? moment : null,
                DeliveredAt = status == MessageStatus.Delivered ? moment : null,
                ReadAt = status == MessageStatus.Read ? moment : null,
            },
        ];
    }

    /// <summary>Receipts of delivery often have no time except their watermark.</summary>
    private static StatusReceived StatusOf(MessagingItem item, string mid, long? watermark, MessageStatus status) => new(item.Origin)
    {
        Target = mid,
        Name = EnumText.Wire(status),
        Status = status,
        Time = EventTime.Sane(item.Timestamp, item.Context.Delivery.ReceivedAt) ?? item.Context.Time(watermark),
        SentBy = status == MessageStatus.Delivered ? EventTime.Sane(watermark, item.Context.Delivery.ReceivedAt) : null,
        BusinessId = item.Business,
        Person = item.Sender is { } sender ? [item.Person(sender)] : [],
    };
}
