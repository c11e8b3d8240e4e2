using Migochat.Leads;
using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>A new text for a message or comment. Of several the greatest by version, then time, then what it says, then text stands.</summary>
public sealed record MessageEdited(EventOrigin Origin) : WebhookEvent(Origin, "edit")
{
    /// <summary>The key of the message: see <see cref="MessageKeys"/>.</summary>
    public required string Target { get; init; }

    /// <summary>1 and up: Meta's <c>num_edit</c>, or 1 where edits are told apart by time alone. The original is 0.</summary>
    public required int Version { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime Time { get; init; }

    public string? Text { get; init; }

    /// <summary>The author, where the edit of a comment names it: fills a comment that came without.</summary>
    public Identity? Author { get; init; }
}
