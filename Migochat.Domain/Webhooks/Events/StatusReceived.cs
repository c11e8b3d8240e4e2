using Migochat.Data;

namespace Migochat.Webhooks;

/// <summary>How far one outbound message got.</summary>
public sealed record StatusReceived(EventOrigin Origin) : WebhookEvent(Origin, "status")
{
    /// <summary>The mid or wamid.</summary>
    public required string Target { get; init; }

    /// <summary>Meta's word, 50 characters at most: <c>sent</c>, <c>delivered</c>, <c>read</c>, <c>played</c>, <c>failed</c>, or one we do not know.</summary>
    public required string Name { get; init; }

    /// <summary>Null for a status that we do not know; its name is kept in the message's metadata.</summary>
    public MessageStatus? Status { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime Time { get; init; }

    /// <summary>By when the message had been sent, UTC, where the receipt tells: WhatsApp's <c>sent</c>, a delivery's watermark. Null: it does not.</summary>
    public DateTime? SentBy { get; init; }

    /// <summary>The shop's side: page, Instagram account or phone number id.</summary>
    public required string BusinessId { get; init; }

    /// <summary>What the sender of the message had sent along: <c>biz_opaque_callback_data</c>. 64 characters at most.</summary>
    public string? Mark { get; init; }

    /// <summary>Whether Meta bills the message; null: the status does not tell.</summary>
    public bool? IsBillable { get; init; }

    /// <summary>The ids of the receiver that the event carries together; none where it names nobody.</summary>
    public IReadOnlyList<Identity> Person { get; init; } = [];

    /// <summary>Why it failed: each error as Meta sent it, by its code.</summary>
    public IReadOnlyList<(string Code, string Json)> Errors { get; init; } = [];
}

/// <summary>All of the shop's messages in a thread up to a moment were delivered, or read. Times are UTC.</summary>
public sealed record WatermarkReceived(EventOrigin Origin) : WebhookEvent(Origin, "watermark")
{
    /// <summary>The page or Instagram account.</summary>
    public required string BusinessId { get; init; }

    public required Identity Person { get; init; }

    /// <summary>By when something had been sent, where the receipt names no message that tells it better.</summary>
    public DateTime? SentBy { get; init; }

    public DateTime? DeliveredAt { get; init; }
    public DateTime? ReadAt { get; init; }
}
