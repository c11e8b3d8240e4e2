namespace Migochat.Benchmarks.Endurance;

/// <summary>One delivery of the mixed load.</summary>
/// <param name="Body">JSON as Meta sends it.</param>
/// <param name="Key">Its value of <c>messages.facebook_message_id</c> when stored; null for a delivery that makes no message: statuses, reads, reactions, edits, deletions.</param>
/// <param name="MetaId">The id in the body that the key was made from; null without a key.</param>
public sealed record MixedDelivery(string Body, string? Key, string? MetaId);
