using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;

namespace Migochat.Webhooks;

/// <summary>Puts one more message into its person's conversations: the fast path of the threading rule.</summary>
internal sealed class ConversationIntake(ConversationStore conversations)
{
    /// <param name="person">As they were before the message.</param>
    /// <param name="message">The message.</param>
    /// <param name="idle">The longest gap that still joins.</param>
    /// <param name="now">UTC, for what is active.</param>
    /// <returns>The person's newest conversation as its row is now; null where only a look at the row can tell.</returns>
    public ConversationRun? Place(Person person, MessageReceived message, TimeSpan idle, DateTime now)
    {
        switch (Threading.PositionOf(person.Newest, message.Time, idle))
        {
            case ThreadPosition.StartsNew:
                return Begin(person, message, idle, now);
            case ThreadPosition.JoinsNewest:
                return Join(person, person.Newest!, message, idle, now);
            default:
                JoinEarlier(person, person.Newest!, message.Time, idle, now);
                return null;
        }
    }

    private ConversationRun Begin(Person person, MessageReceived message, TimeSpan idle, DateTime now)
    {
        if (person.Newest is { IsActive: true } older)
            conversations.SetActive(person.Id, older.Id, false);
        var begun = new ConversationRun(
            0, message.Time, message.Time, Threading.IsActive(message.Time, now, idle), 1, Waits(person, message) ? message.Time : null);
        begun = begun with { Id = conversations.Add(person.Id, begun) };
        if (message.Direction == MessageDirection.Outbound)
            conversations.Answer(person.Id, message.Time);
        return begun;
    }

    private ConversationRun? Join(Person person, ConversationRun newest, MessageReceived message, TimeSpan idle, DateTime now)
    {
        var isLast = message.Time > newest.LastActivity;
        var joined = Threading.Join(newest, message.Time);
        if (isLast && Waits(person, message))
            joined = joined with { WaitingSince = newest.WaitingSince ?? message.Time };
        var isActive = Threading.IsActive(joined.LastActivity, now, idle);
        conversations.Extend(person.Id, newest, joined);
        if (newest.IsActive != isActive)
            conversations.SetActive(person.Id, newest.Id, isActive);
        if (!isLast)
            conversations.RecountWaiting(person.Id, person.Sources.SentAt);
        else if (message.Direction == MessageDirection.Outbound)
            conversations.Answer(person.Id, message.Time);
        var mayHaveChanged = !isLast || (message.Direction == MessageDirection.Outbound && newest.WaitingSince is not null);
        return mayHaveChanged ? null : joined with { IsActive = isActive };
    }

    /// <summary>Whether a message that is the person's last so far waits for an answer.</summary>
    private static bool Waits(Person person, MessageReceived message) =>
        message.Direction == MessageDirection.Inbound
        && message.Metadata.GroupId is null
        && !(person.Sources.SentAt is { } sentAt && message.Time < Threading.AnsweredBefore(sentAt));

    private void JoinEarlier(Person person, ConversationRun newest, DateTime time, TimeSpan idle, DateTime now)
    {
        var touched = conversations.Near(person.Id, time, idle);
        var united = Threading.Unite(touched, time);
        var isNewest = touched.Any(run => run.Id == newest.Id);
        foreach (var run in touched.Where(run => run.Id != united.Id))
            conversations.Remove(person.Id, run.Id);
        united = united with { IsActive = isNewest && Threading.IsActive(united.LastActivity, now, idle) };
        if (united.Id == 0)
            conversations.Add(person.Id, united);
        else
            conversations.Replace(person.Id, united);
        conversations.RecountWaiting(person.Id, person.Sources.SentAt);
    }
}
