using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>Puts one more message into its person's conversations: the fast path of the threading rule.</summary>
internal sealed class ConversationApplier(ConversationStore conversations)
{
    /// <param name="person">As they were before the message.</param>
    /// <param name="message">The message.</param>
    /// <param name="settings">The present settings of the intake.</param>
    /// <param name="now">UTC, for what is active.</param>
    public void Place(Person person, StoredMessage message, IntakeSettings settings, DateTime now)
    {
        var newest = conversations.Newest(person.Id);
        switch (Threading.PositionOf(newest, message.Timestamp, settings.ConversationIdle))
        {
            case ThreadPosition.StartsNew:
                Begin(person, message, settings, now);
                break;
            case ThreadPosition.JoinsNewest:
                Join(person, newest!, message, settings, now);
                break;
            default:
                JoinEarlier(person, newest!, message.Timestamp, settings, now);
                break;
        }
    }

    private void Begin(Person person, StoredMessage message, IntakeSettings settings, DateTime now)
    {
        var (answers, time) = (person.AnswersUnder(settings), message.Timestamp);
        var waits = Waits(person, message, answers);
        conversations.Begin(
            person.Id, new ConversationRun(0, time, time, Threading.IsActive(time, now, settings.ConversationIdle), 1, waits ? time : null));
        if (message.Direction == MessageDirection.Outbound)
            conversations.Answer(person.Id, time, null, answers);
    }

    private void Join(Person person, ConversationRun newest, StoredMessage message, IntakeSettings settings, DateTime now)
    {
        var answers = person.AnswersUnder(settings);
        var isLast = message.Timestamp > newest.LastActivity;
        var joined = Threading.Join(newest, message.Timestamp);
        if (isLast && newest.WaitingSince is null && Waits(person, message, answers))
            joined = joined with { WaitingSince = message.Timestamp };
        conversations.Change(person.Id, joined with { IsActive = Threading.IsActive(joined.LastActivity, now, settings.ConversationIdle) });
        // Who waits already since an earlier message waits no differently by one more.
        var isAfterFirst = message.Direction == MessageDirection.Inbound && newest.WaitingSince <= message.Timestamp;
        if (!isAfterFirst && !isLast)
            conversations.RecountWaiting(person.Id, answers);
        else if (message.Direction == MessageDirection.Outbound)
            conversations.Answer(person.Id, message.Timestamp, newest.LastActivity, answers);
    }

    /// <summary>Whether a message that is the person's last waits for an answer. Courtesy waits only where the shop never wrote.</summary>
    private bool Waits(Person person, StoredMessage message, Answers answers) =>
        answers.Waits(message) ?? conversations.LastAnswer(person.Id) is null;

    private void JoinEarlier(Person person, ConversationRun newest, DateTime time, IntakeSettings settings, DateTime now)
    {
        var idle = settings.ConversationIdle;
        var touched = conversations.Near(person.Id, time, idle);
        var united = Threading.Unite(touched, time);
        var isNewest = touched.Any(run => run.Id == newest.Id);
        foreach (var run in touched.Where(run => run.Id != united.Id))
            conversations.Remove(run.Id);
        united = united with { IsActive = isNewest && Threading.IsActive(united.LastActivity, now, idle) };
        if (united.Id == 0)
            conversations.Add(person.Id, united);
        else
            conversations.Replace(united);
        conversations.RecountWaiting(person.Id, person.AnswersUnder(settings));
    }
}
