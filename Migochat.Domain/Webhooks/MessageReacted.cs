using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>One side's reaction to a message, or its withdrawal. A state, not a message.</summary>
public sealed record MessageReacted(EventOrigin Origin) : WebhookEvent(Origin, "reaction")
{
    /// <summary>The mid or wamid of the message that was reacted to.</summary>
    public required string Target { get; init; }

    /// <summary>Who reacted: inbound is the person, outbound the shop.</summary>
    public required MessageDirection Side { get; init; }

    /// <summary>UTC; the latest counts.</summary>
    public required DateTime Time { get; init; }

    /// <summary>The emoji, or Meta's word for it where no emoji came; null: the reaction was taken back.</summary>
    public string? Emoji { get; init; }
}
