using Migochat.Leads;

namespace Migochat.Webhooks;

/// <summary>A comment was hidden, or shown again.</summary>
/// <param name="Target">The key of the comment: see <see cref="Messaging.MessageKeys"/>.</param>
/// <param name="IsHidden">False: it is shown again.</param>
/// <param name="Time">UTC; the latest counts.</param>
public sealed record CommentHidden(EventOrigin Origin, string Target, bool IsHidden, DateTime Time) : WebhookEvent(Origin, "visibility")
{
    /// <summary>The author, where the event names it: fills a comment that came without.</summary>
    public Identity? Author { get; init; }
}
