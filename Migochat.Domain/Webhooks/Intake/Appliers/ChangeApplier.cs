using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>
/// Applies changes of a message: edits, deletions, reactions, statuses. A change that comes before its message is stored as
/// pending.
/// </summary>
internal sealed class ChangeApplier(PersonFinder finder, PersonStore persons, PersonRebuild rebuild, MessageStore messages, AttributionResolver attributions, ConversationStore conversations, TextClaims claims, PendingStore pending)
{
    /// <param name="key">The message's.</param>
    /// <param name="change">The change.</param>
    /// <param name="settings">The present settings of the intake.</param>
    /// <param name="receivedAt">UTC.</param>
    /// <returns>False if nothing changed.</returns>
    public bool Apply(string key, PendingChange change, IntakeSettings settings, DateTime receivedAt)
    {
        if (RetentionRule.Of(change, settings) is not { } kept)
            return false;
        return messages.Find(key) is { } row && MayChange(row.Message, kept, settings)
            ? Change(row, kept, settings, receivedAt)
            : Wait(key, kept, receivedAt);
    }

    /// <summary>Applies the pending changes of a message that has come, or that got its person.</summary>
    public void ApplyWaiting(string key, IntakeSettings settings, DateTime receivedAt)
    {
        foreach (var change in pending.Of(key))
        {
            var row = messages.Find(key)!;
            if (!MayChange(row.Message, change, settings) || (change.Kind == PendingKind.Reply && row.UserId is null))
                continue;
            pending.Remove(key, change);
            if (RetentionRule.Of(change, settings) is { } kept)
                Change(row, kept, settings, receivedAt);
        }
    }

    /// <summary>Stores that the shop's own comment belongs to the thread of the parent comment's author, who is not known yet.</summary>
    public void WaitForParent(string parentKey, string replyKey, DateTime receivedAt) =>
        pending.Keep(parentKey, new PendingChange(PendingKind.Reply, DateTime.UnixEpoch, new PendingContent { Reply = replyKey }), receivedAt);

    private static bool MayChange(StoredMessage message, PendingChange change, IntakeSettings settings) => change.Kind switch
    {
        // It says something about the shop's messages alone; a copy that is an echo may still show that this is one.
        PendingKind.Status => message.Direction == MessageDirection.Outbound,
        // An edit without its text takes no text away: a copy may still show that the message is as old.
        PendingKind.Edit => settings.Keeps(change.At) || !settings.Keeps(message.Timestamp) || message.Metadata.Deleted is true,
        _ => true,
    };

    private bool Change(MessageRow row, PendingChange change, IntakeSettings settings, DateTime receivedAt)
    {
        if (change.Kind == PendingKind.Reply)
        {
            var reply = messages.Find(change.Content.Reply!);
            return Assign(reply, persons.Get(row.UserId!.Value), settings, receivedAt);
        }

        var changed = RetentionRule.Of(Changed(MessageChanges.WithAuthor(row.Message, change.Content.Author?.Value), change), settings);
        if (changed != row.Message)
            messages.Replace(row, changed);
        if (TextClaims.MayDiffer(row.Message, changed) && row.UserId is { } userId)
        {
            if (TextClaims.Matter(row.Message.Signals) || TextClaims.Matter(changed.Signals))
                claims.Recount(userId, receivedAt);
            persons.SetDue(userId, receivedAt);
        }

        if (row.UserId is { } personId)
            ChangeWaiting(persons.Get(personId), row.Message, changed, settings);

        // Last, since both may join the message's person with another.
        var isOwned = change.Content.Author is { } author && AssignAuthor(row, author, change.At, settings, receivedAt);
        if (change.Kind == PendingKind.Deletion && settings.KeptSince is not null)
            ApplyWaiting(row.Key, settings, receivedAt);
        return isOwned || changed != row.Message;
    }

    private void ChangeWaiting(Person person, StoredMessage before, StoredMessage changed, IntakeSettings settings)
    {
        if (IsAnswer(before) != IsAnswer(changed))
            conversations.RecountWaiting(person.Id, person.AnswersUnder(settings));
        else if (changed.Direction == MessageDirection.Inbound && before.WantsAnswer != changed.WantsAnswer)
            conversations.ChangeQuestion(person.Id, changed, person.AnswersUnder(settings));
    }

    private static bool IsAnswer(StoredMessage message) => message.Direction == MessageDirection.Outbound && message.Status != MessageStatus.Failed;

    private static StoredMessage Changed(StoredMessage message, PendingChange change) => change.Kind switch
    {
        PendingKind.Edit => MessageChanges.Edit(
            message, new MessageEdit(change.Content.Version!.Value, change.At), change.Content.Text, change.Content.Signals, change.Content.Content),
        PendingKind.Deletion => MessageChanges.Delete(message),
        PendingKind.Visibility => MessageChanges.Hide(message, change.Content.Hidden!.Value, change.At),
        PendingKind.Reaction => MessageChanges.React(message, change.Content.Side!.Value, new Reaction(change.Content.Emoji, change.At)),
        PendingKind.Status => MessageChanges.Note(
            change.Content.Status is { } status ? MessageChanges.Advance(message, status) : message,
            change.Content.UnknownStatus,
            change.Content.Errors),
        _ => throw new InvalidOperationException($"No rule for what waits as {change.Kind}."),
    };

    /// <summary>Assigns a comment to its author, after another event named the author.</summary>
    private bool AssignAuthor(MessageRow row, Identity author, DateTime time, IntakeSettings settings, DateTime receivedAt)
    {
        var person = finder.Find([author], time, settings, receivedAt);
        var met = PersonUpdates.FromEvent(person, time);
        if (met != person)
            persons.Touch(met);
        if (row.UserId is null)
            return Assign(messages.Find(row.Key), met, settings, receivedAt);
        if (row.UserId != met.Id)
            finder.JoinRow(met, row.UserId.Value, author, settings, receivedAt);
        return false;
    }

    private bool Assign(MessageRow? row, Person person, IntakeSettings settings, DateTime receivedAt)
    {
        if (row is null || row.UserId is not null)
            return false;
        messages.Assign(row, person.Id);
        messages.Replace(row, attributions.ResolveAgain(row.Message, person));
        rebuild.Rebuild(PersonUpdates.FromEvent(person, row.Message.Timestamp), settings, receivedAt);
        persons.SetDue(person.Id, receivedAt);
        ApplyWaiting(row.Key, settings, receivedAt);
        return true;
    }

    /// <summary>A deletion takes the text of the edits that wait with it, and of those that come to wait.</summary>
    private bool Wait(string key, PendingChange change, DateTime receivedAt)
    {
        var isDeleted = pending.Holds(key, PendingKind.Deletion);
        if (change.Kind == PendingKind.Deletion && !isDeleted)
        {
            foreach (var said in pending.Of(key).Where(other => Silenced(other) != other))
            {
                pending.Remove(key, said);
                pending.Keep(key, Silenced(said), receivedAt);
            }
        }

        return pending.Keep(key, isDeleted ? Silenced(change) : change, receivedAt);
    }

    private static PendingChange Silenced(PendingChange change) => change with { Content = change.Content with { Text = null, Content = null, Signals = null, Emoji = null } };
}
