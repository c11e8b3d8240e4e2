using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>Turns the events that change a message into the form in which they can wait for it.</summary>
internal static class ChangeEvents
{
    /// <exception cref="InvalidOperationException">There is no rule for this kind of event.</exception>
    public static (string Key, PendingChange Change) ToPending(WebhookEvent @event) => @event switch
    {
        MessageEdited edited => (edited.Target, new PendingChange(
            PendingKind.Edit,
            edited.Time,
            new PendingContent { Version = edited.Version, Text = edited.Text, Content = edited.Content, Author = edited.Author, About = NullIfNone(edited.About) })),
        MessageDeleted deleted => (deleted.Target, new PendingChange(PendingKind.Deletion, deleted.Time, new PendingContent { Author = deleted.Author })),
        CommentHidden hidden => (hidden.Target, new PendingChange(
            PendingKind.Visibility, hidden.Time, new PendingContent { Hidden = hidden.IsHidden, Author = hidden.Author })),
        MessageReacted reacted => (reacted.Target, new PendingChange(
            PendingKind.Reaction, reacted.Time, new PendingContent { Side = reacted.Side, Emoji = reacted.Emoji, About = NullIfNone(reacted.About) })),
        _ => throw new InvalidOperationException($"No rule for events of type {@event.GetType().Name}."),
    };

    private static IReadOnlyList<Identity>? NullIfNone(IReadOnlyList<Identity> people) => people.Count == 0 ? null : people;
}

/// <summary>An edit of a message or comment. Of several the greatest by version, then time, then signals, then text counts.</summary>
public sealed record MessageEdited(EventOrigin Origin) : WebhookEvent(Origin, "edit")
{
    /// <summary>The key of the message: see <see cref="MessageKeys"/>.</summary>
    public required string Target { get; init; }

    /// <summary>1 and up: Meta's <c>num_edit</c>, or 1 where edits are told apart by time alone. The original is 0.</summary>
    public required int Version { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime Time { get; init; }

    /// <summary>The new text; null if the edit does not say it, which leaves the text.</summary>
    public string? Text { get; init; }

    /// <summary>The new media as Meta sent them: JSON; null leaves those that are there.</summary>
    public string? Content { get; init; }

    /// <summary>The author, where the edit of a comment names it: fills a comment that came without.</summary>
    public Identity? Author { get; init; }
}

/// <summary>A message was deleted, unsent or revoked, or a comment removed: for good, whatever else comes.</summary>
/// <param name="Target">The key of the message: see <see cref="Messaging.MessageKeys"/>.</param>
/// <param name="Time">UTC.</param>
public sealed record MessageDeleted(EventOrigin Origin, string Target, DateTime Time) : WebhookEvent(Origin, "deletion")
{
    /// <summary>The author, where the removal of a comment names it: fills a comment that came without.</summary>
    public Identity? Author { get; init; }
}

/// <summary>One side's reaction to a message, or its withdrawal. A state, not a message.</summary>
public sealed record MessageReacted(EventOrigin Origin) : WebhookEvent(Origin, "reaction")
{
    /// <summary>The mid or wamid of the message that was reacted to.</summary>
    public required string Target { get; init; }

    /// <summary>The side that reacted: inbound is the person, outbound the shop.</summary>
    public required MessageDirection Side { get; init; }

    /// <summary>UTC; the latest counts.</summary>
    public required DateTime Time { get; init; }

    /// <summary>The emoji, or Meta's word for it where no emoji came; null: the reaction was taken back.</summary>
    public string? Emoji { get; init; }
}

/// <summary>A comment was hidden, or shown again.</summary>
/// <param name="Target">The key of the comment: see <see cref="Messaging.MessageKeys"/>.</param>
/// <param name="IsHidden">False: it is shown again.</param>
/// <param name="Time">UTC; the latest counts.</param>
public sealed record CommentHidden(EventOrigin Origin, string Target, bool IsHidden, DateTime Time) : WebhookEvent(Origin, "visibility")
{
    /// <summary>The author, where the event names it: fills a comment that came without.</summary>
    public Identity? Author { get; init; }
}
