using Migochat.Leads;

namespace Migochat.Webhooks;

/// <summary>A message was deleted, unsent or revoked, or a comment removed: for good, whatever else comes.</summary>
/// <param name="Target">The key of the message: see <see cref="Messaging.MessageKeys"/>.</param>
/// <param name="Time">UTC.</param>
public sealed record MessageDeleted(EventOrigin Origin, string Target, DateTime Time) : WebhookEvent(Origin, "deletion")
{
    /// <summary>The author, where the removal of a comment names it: fills a comment that came without.</summary>
    public Identity? Author { get; init; }
}
