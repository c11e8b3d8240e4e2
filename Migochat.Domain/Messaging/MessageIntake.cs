using Migochat.Leads;
using Migochat.Webhooks;

namespace Migochat.Messaging;

/// <summary>Stores a message once, and keeps its person and conversation in step with it.</summary>
internal sealed class MessageIntake(
    PersonFinder finder,
    PersonStore persons,
    PersonRebuild rebuild,
    MessageStore messages,
    ConversationStore conversations)
{
    /// <returns>False if the message was stored before.</returns>
    public bool Apply(MessageReceived received, PersonTerms terms)
    {
        var person = finder.Find(received.Person, received.Time, terms, received.ReceivedAt);
        var message = StoredForm(received);
        if (!messages.Add(person.Id, received.MessageId, received.Platform, message, received.ReceivedAt))
        {
            ApplyCopy(person, received, message, terms);
            return false;
        }

        Write(person, PersonTouch.Apply(person, received.Time, received.Direction, received.Name, terms, received.ReceivedAt));
        if (received.Direction == MessageDirection.Inbound)
            ClaimFirstTouch(person, received.Time);
        MarkDue(person, received.ReceivedAt);
        Thread(person, received.Time, received.Direction, terms.ConversationIdle, received.ReceivedAt);
        return true;
    }

    private static StoredMessage StoredForm(MessageReceived received) => new()
    {
        SenderId = received.SenderId,
        RecipientId = received.RecipientId,
        Direction = received.Direction,
        Timestamp = received.Time,
        Text = received.Text,
        Type = received.Type,
        Metadata = received.Rank == CopyRank.Live ? received.Metadata : received.Metadata with { Rank = received.Rank },
    };

    private void ApplyCopy(Person person, MessageReceived received, StoredMessage copy, PersonTerms terms)
    {
        var (id, userId, stored) = messages.Find(received.MessageId);
        if (userId is { } other && other != person.Id)
            person = finder.JoinRow(person, other, received.Person[0], terms, received.ReceivedAt);

        var claimed = PersonTouch.WithName(person, received.Name, received.Time);
        if (received.Time < claimed.CreatedAt)
            claimed = claimed with { CreatedAt = received.Time };
        var folded = MessageCopies.Fold(stored, copy);
        if (folded != stored)
        {
            messages.Replace(id, folded);
            rebuild.Rebuild(claimed, terms, received.ReceivedAt);
            MarkDue(person, received.ReceivedAt);
        }
        else if (claimed != person)
        {
            persons.Touch(claimed);
        }
    }

    private void Write(Person before, Person after)
    {
        if (after != before)
            persons.Touch(after);
    }

    private void ClaimFirstTouch(Person person, DateTime time)
    {
        if (person.Sources.FirstTouch is { } first && first < time)
            return;
        var earliest = messages.FirstInbound(person.Id)!.Value;
        persons.SetFirstTouch(person.Id, earliest.Source, earliest.AdId, earliest.PostId);
    }

    private void MarkDue(Person person, DateTime now)
    {
        if (person.ScoreDueAt is null || person.ScoreDueAt > now)
            persons.SetDue(person.Id, now);
    }

    private void Thread(Person person, DateTime time, MessageDirection direction, TimeSpan idle, DateTime now)
    {
        switch (Threading.Place(person.Newest, time, idle))
        {
            case Placement.Begins:
                Begin(person, time, direction, idle, now);
                break;
            case Placement.Joins:
                Join(person, person.Newest!, time, direction, idle, now);
                break;
            case Placement.Earlier:
                JoinEarlier(person, person.Newest!, time, idle, now);
                break;
        }
    }

    private void Begin(Person person, DateTime time, MessageDirection direction, TimeSpan idle, DateTime now)
    {
        if (person.Newest is { IsActive: true } older)
            conversations.SetActive(older.Id, false);
        if (direction == MessageDirection.Outbound && person.Newest is not null)
            conversations.AnswerAll(person.Id);
        var waiting = direction == MessageDirection.Inbound ? time : (DateTime?)null;
        conversations.Add(person.Id, new ConversationRun(0, time, time, Threading.IsActive(time, now, idle), 1, waiting));
    }

    private void Join(Person person, ConversationRun newest, DateTime time, MessageDirection direction, TimeSpan idle, DateTime now)
    {
        var joined = Threading.Join(newest, time);
        var inOrder = time > newest.LastActivity;
        if (inOrder && direction == MessageDirection.Outbound)
            conversations.AnswerAll(person.Id);
        conversations.Extend(joined with { WaitingSince = inOrder ? Waiting(newest, time, direction) : newest.WaitingSince });
        SetActive(joined, Threading.IsActive(joined.LastActivity, now, idle));
        var stillWaits = direction == MessageDirection.Inbound && newest.WaitingSince <= time;
        if (!inOrder && !stillWaits)
            conversations.RecountWaiting(person.Id);
    }

    private static DateTime? Waiting(ConversationRun newest, DateTime time, MessageDirection direction) =>
        direction == MessageDirection.Outbound ? null : newest.WaitingSince ?? time;

    private void JoinEarlier(Person person, ConversationRun newest, DateTime time, TimeSpan idle, DateTime now)
    {
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
        conversations.RecountWaiting(person.Id);
    }

    private void SetActive(ConversationRun run, bool isActive)
    {
        if (run.IsActive != isActive)
            conversations.SetActive(run.Id, isActive);
    }
}
