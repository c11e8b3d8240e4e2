using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>An <see cref="Attribution"/> as a row holds it: with the ids of our own posts and ads.</summary>
internal sealed record ResolvedAttribution(MessageSource Source, long? PostId, PostType? PostType, long? AdId, string? ReferralSource)
{
    public static readonly ResolvedAttribution Direct = new(MessageSource.DirectMessage, null, null, null, null);
}
