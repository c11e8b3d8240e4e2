using Migochat.Leads;
using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>The events that happen to a message, in the form in which they can wait for it.</summary>
internal static class MessageChange
{
    /// <exception cref="InvalidOperationException">There is no rule for this kind of event.</exception>
    public static (string Key, Pending Change) Of(WebhookEvent @event) => @event switch
    {
        MessageEdited edited => (edited.Target, new Pending(
            PendingKind.Edit,
            edited.Time,
            new PendingContent { Version = edited.Version, Text = edited.Text, Author = edited.Author, About = NullIfNone(edited.About) })),
        MessageDeleted deleted => (deleted.Target, new Pending(PendingKind.Deletion, deleted.Time, new PendingContent { Author = deleted.Author })),
        CommentHidden hidden => (hidden.Target, new Pending(
            PendingKind.Visibility, hidden.Time, new PendingContent { Hidden = hidden.IsHidden, Author = hidden.Author })),
        MessageReacted reacted => (reacted.Target, new Pending(
            PendingKind.Reaction, reacted.Time, new PendingContent { Side = reacted.Side, Emoji = reacted.Emoji, About = NullIfNone(reacted.About) })),
        _ => throw new InvalidOperationException($"No rule for events of type {@event.GetType().Name}."),
    };

    private static IReadOnlyList<Identity>? NullIfNone(IReadOnlyList<Identity> people) => people.Count == 0 ? null : people;
}
