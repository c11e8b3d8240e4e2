using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>Stores a message once, and keeps its person and conversation in step with it.</summary>
internal sealed class MessageApplier(
    PersonFinder finder,
    PersonStore persons,
    PersonRebuild rebuild,
    MessageStore messages,
    AttributionResolver attributions,
    ConversationApplier conversations,
    SentElsewhereStore sentElsewhere,
    ChangeApplier changes,
    TextClaims claims,
    LeadFormStore leadForms)
{
    /// <returns>False if the message was stored before.</returns>
    public bool Apply(MessageReceived received, IntakeSettings settings)
    {
        received = received.KeptBy(settings);
        var person = PersonOf(received, settings);
        var message = attributions.Resolve(StoredForm(received), received.Attribution, person);
        if (!messages.Add(person?.Id, received.MessageId, received.Platform, message, received.ReceivedAt))
        {
            ApplyCopy(person, received, message, settings);
            return false;
        }

        if (person is not null)
            Enter(person, received, message, settings);
        Record(person, received);
        EndSentElsewhere(received.MessageId, received.Direction, settings);
        changes.ApplyWaiting(received.MessageId, settings, received.ReceivedAt);
        return true;
    }

    /// <summary>The person of the message: found by the ids that it carries, or by the comment that it answers.</summary>
    private Person? PersonOf(MessageReceived received, IntakeSettings settings)
    {
        if (received.Person.Count > 0)
            return finder.Find(received.Person, received.Time, settings, received.ReceivedAt);
        if (received.ParentKey is not { } parent)
            return null;
        if (messages.Find(parent)?.UserId is { } userId)
            return persons.Get(userId);
        changes.WaitForParent(parent, received.MessageId, received.ReceivedAt);
        return null;
    }

    private static StoredMessage StoredForm(MessageReceived received) => new()
    {
        SenderId = received.SenderId,
        RecipientId = received.RecipientId,
        Direction = received.Direction,
        Timestamp = received.Time,
        Text = received.Text,
        Signals = received.Signals?.ToString(),
        Type = received.Type,
        Metadata = received.Rank == CopyRank.Live ? received.Metadata : received.Metadata with { Rank = received.Rank },
        CommentId = received.CommentId,
    };

    private void Enter(Person person, MessageReceived received, StoredMessage message, IntakeSettings settings)
    {
        var touched = PersonUpdates.FromMessage(person, received.Time, received.Direction, received.Name, received.NameRank, settings, received.ReceivedAt);
        touched = TextClaims.Apply(touched, received.Signals, received.Time);
        persons.Touch(touched);
        persons.SetDue(person.Id, received.ReceivedAt);
        claims.Save(person, touched, received.ReceivedAt);
        if (received.Direction == MessageDirection.Inbound && !(person.Sources.FirstTouchAt < received.Time))
            TouchFirst(person, message);
        conversations.Place(person, message, settings, received.ReceivedAt);
    }

    /// <summary>The message is the person's earliest inbound one; of several at one time, or where another program kept no time, the rows decide.</summary>
    private void TouchFirst(Person person, StoredMessage message)
    {
        if (person.Sources.FirstTouchAt == message.Timestamp || (person.Sources.FirstTouchAt is null && person.LastInboundAt is not null))
            rebuild.RebuildFirstTouch(person.Id);
        else
            persons.SetFirstTouch(person.Id, new FirstTouch(message.Timestamp, message.Attribution.Source, message.Attribution.AdId, message.Attribution.PostId));
    }

    /// <summary>A message of the shop's that is known counts by its own time, and no longer by what its receipts tell.</summary>
    private void EndSentElsewhere(string key, MessageDirection direction, IntakeSettings settings)
    {
        if (direction != MessageDirection.Outbound)
            return;
        foreach (var receiver in sentElsewhere.Remove(key))
        {
            if (finder.FindKnown(receiver) is { } person)
                rebuild.RebuildSentAt(person, settings);
        }
    }

    private void Record(Person? person, MessageReceived received)
    {
        if (received.LeadgenId is { } leadgen)
            leadForms.Add(person!.Id, leadgen, received.Time);
    }

    private void ApplyCopy(Person? person, MessageReceived received, StoredMessage copy, IntakeSettings settings)
    {
        var row = messages.Find(received.MessageId)!;
        if (row.UserId is { } userId && person?.Id != userId)
            person = person is null || received.Person.Count == 0 ? persons.Get(userId) : finder.JoinRow(person, userId, received.Person[0], settings, received.ReceivedAt);

        var folded = attributions.ResolveAgain(MessageCopies.Fold(row.Message, copy, settings), person);
        var isChanged = folded != row.Message || person?.Id != row.UserId;
        if (folded != row.Message)
            messages.Replace(row, folded);
        EndSentElsewhere(received.MessageId, folded.Direction, settings);
        if (person is null)
        {
            if (isChanged)
                changes.ApplyWaiting(received.MessageId, settings, received.ReceivedAt);
            return;
        }

        Record(person, received);
        if (row.UserId is null)
            messages.Assign(row, person.Id);
        Claim(person, received, row, folded, settings);
        if (isChanged)
            changes.ApplyWaiting(received.MessageId, settings, received.ReceivedAt);
    }

    /// <summary>Updates the person from a copy of a message: an earlier first event, a better name.</summary>
    private void Claim(Person person, MessageReceived received, MessageRow row, StoredMessage folded, IntakeSettings settings)
    {
        var claimed = PersonUpdates.FromEvent(PersonUpdates.WithName(person, received.Name, received.NameRank, received.Time), folded.Timestamp);
        if (person.Id != row.UserId || folded.Timestamp != row.Message.Timestamp || folded.Direction != row.Message.Direction)
            rebuild.Rebuild(claimed, settings, received.ReceivedAt);
        else if (claimed != person)
            persons.Touch(claimed);
        if (folded.WantsAnswer != row.Message.WantsAnswer)
            rebuild.RebuildSentAt(persons.Get(person.Id), settings, mustRecount: true);
        if (TextClaims.MayDiffer(row.Message, folded) && (TextClaims.Matter(folded.Signals) || TextClaims.Matter(row.Message.Signals)))
            claims.Recount(person.Id, received.ReceivedAt);
        if (folded.Attribution != row.Message.Attribution)
            rebuild.RebuildFirstTouch(person.Id);
        if (folded != row.Message || person.Id != row.UserId || claimed != person)
            persons.SetDue(person.Id, received.ReceivedAt);
    }
}
