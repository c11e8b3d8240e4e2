using Migochat.Leads;

namespace Migochat.Webhooks;

/// <summary>All of the shop's messages in a thread up to a moment were delivered, or read. Times are UTC.</summary>
public sealed record WatermarkReceived(EventOrigin Origin) : WebhookEvent(Origin, "watermark")
{
    /// <summary>The page or Instagram account.</summary>
    public required string BusinessId { get; init; }

    public required Identity Person { get; init; }
    public DateTime? DeliveredAt { get; init; }
    public DateTime? ReadAt { get; init; }
}
