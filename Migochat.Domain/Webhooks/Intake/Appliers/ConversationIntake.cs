using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;

namespace Migochat.Webhooks;

/// <summary>Puts one more message into its person's conversations: the fast path of the threading rule.</summary>
internal sealed class ConversationIntake(ConversationStore conversations)
{
    /// <param name="person">The person before the message.</param>
    /// <param name="time">The message's, UTC.</param>
    /// <param name="direction">The message's.</param>
    /// <param name="idle">The longest gap within one conversation.</param>
    /// <param name="now">UTC; decides whether the conversation is active.</param>
    /// <returns>The person's newest conversation as its row is now; null if that needs a query.</returns>
    public ConversationRun? Place(Person person, DateTime time, MessageDirection direction, TimeSpan idle, DateTime now)
    {
        switch (Threading.PositionOf(person.Newest, time, idle))
        {
            case ThreadPosition.StartsNew:
                return Begin(person, time, direction, idle, now);
            case ThreadPosition.JoinsNewest:
                return Join(person, person.Newest!, time, direction, idle, now);
            default:
                JoinEarlier(person, person.Newest!, time, direction, idle, now);
                return null;
        }
    }

    private ConversationRun Begin(Person person, DateTime time, MessageDirection direction, TimeSpan idle, DateTime now)
    {
        if (person.Newest is { IsActive: true } older)
            conversations.SetActive(person.Id, older.Id, false);
        if (person.Newest is not null && Answers(person.Newest, direction))
            conversations.Answer(person.Id, time);
        var begun = new ConversationRun(0, time, time, Threading.IsActive(time, now, idle), 1, Waiting(person, null, time, direction));
        return begun with { Id = conversations.Add(person.Id, begun) };
    }

    private ConversationRun? Join(Person person, ConversationRun newest, DateTime time, MessageDirection direction, TimeSpan idle, DateTime now)
    {
        var joined = Threading.Join(newest, time);
        var inOrder = time > newest.LastActivity;
        if (inOrder && Answers(newest, direction))
            conversations.Answer(person.Id, time);
        joined = joined with { WaitingSince = inOrder ? Waiting(person, newest, time, direction) : Late(person, newest, newest, time, direction) };
        var isActive = Threading.IsActive(joined.LastActivity, now, idle);
        conversations.Extend(person.Id, newest, joined);
        if (newest.IsActive != isActive)
            conversations.SetActive(person.Id, newest.Id, isActive);
        if (!inOrder && Answers(newest, direction))
            conversations.Answer(person.Id, time);
        return Answers(newest, direction) ? null : joined with { IsActive = isActive };
    }

    /// <summary>The value of waiting_since after the person's newest message.</summary>
    private static DateTime? Waiting(Person person, ConversationRun? newest, DateTime time, MessageDirection direction)
    {
        if (direction == MessageDirection.Outbound)
            return null;
        return newest?.WaitingSince ?? (time <= person.Sources.SentAt ? null : time);
    }

    /// <summary>
    /// Since when a conversation waits that got a message before the person's last.
    /// </summary>
    /// <param name="person">As they were before the message.</param>
    /// <param name="run">The conversation, waiting as it did before.</param>
    /// <param name="next">The one that ends at or next after the message. Where it does not wait, all before its end is answered.</param>
    /// <param name="time">The message's, likewise its direction.</param>
    private DateTime? Late(Person person, ConversationRun run, ConversationRun next, DateTime time, MessageDirection direction)
    {
        var isAnswered = direction == MessageDirection.Outbound
            || next.WaitingSince is not { } waiting
            || time >= waiting
            || time <= person.Sources.SentAt
            || conversations.IsAnsweredBetween(person.Id, time, waiting);
        return isAnswered || run.WaitingSince <= time ? run.WaitingSince : time;
    }

    private static bool Answers(ConversationRun next, MessageDirection direction) =>
        direction == MessageDirection.Outbound && next.WaitingSince is not null;

    private void JoinEarlier(Person person, ConversationRun newest, DateTime time, MessageDirection direction, TimeSpan idle, DateTime now)
    {
        var touched = conversations.Near(person.Id, time, idle);
        var united = Threading.Unite(touched, time);
        var next = touched.Where(run => run.LastActivity >= time).MinBy(run => run.StartedAt) ?? conversations.After(person.Id, time) ?? newest;
        var isNewest = touched.Any(run => run.Id == newest.Id);
        foreach (var run in touched.Where(run => run.Id != united.Id))
            conversations.Remove(person.Id, run.Id);
        united = united with
        {
            IsActive = isNewest && Threading.IsActive(united.LastActivity, now, idle),
            WaitingSince = Late(person, united, next, time, direction),
        };
        if (united.Id == 0)
            conversations.Add(person.Id, united);
        else
            conversations.Replace(person.Id, united);
        if (Answers(next, direction))
            conversations.Answer(person.Id, time);
    }
}
