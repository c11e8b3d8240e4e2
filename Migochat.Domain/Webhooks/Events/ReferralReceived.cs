using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>A person came back to a thread through an ad or a link; Meta tells it as an event of its own.</summary>
public sealed record ReferralReceived(EventOrigin Origin) : WebhookEvent(Origin, "referral")
{
    /// <summary>One of <see cref="Data.Platform"/>.</summary>
    public required string Platform { get; init; }

    public required IReadOnlyList<Identity> Person { get; init; }

    /// <summary>The page or Instagram account.</summary>
    public required string BusinessId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime Time { get; init; }

    /// <summary>True if the event has a time of its own; the times of entry and receipt differ at each delivery.</summary>
    public required bool IsTimed { get; init; }

    public required Attribution Attribution { get; init; }

    /// <summary>The whole referral as Meta sent it: a JSON object.</summary>
    public required string Json { get; init; }
}

/// <summary>The page published a post of its own, or changed its text.</summary>
/// <param name="Post">With its text.</param>
/// <param name="Time">UTC; the latest text counts, unless a person edited the post.</param>
public sealed record PostPublished(EventOrigin Origin, PostMention Post, DateTime Time) : WebhookEvent(Origin, "post");
