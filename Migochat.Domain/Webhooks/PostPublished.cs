using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>The page published a post of its own, or changed its text.</summary>
/// <param name="Post">With its text.</param>
/// <param name="Time">UTC; the latest text counts, unless a person edited the post.</param>
public sealed record PostPublished(EventOrigin Origin, PostMention Post, DateTime Time) : WebhookEvent(Origin, "post");
