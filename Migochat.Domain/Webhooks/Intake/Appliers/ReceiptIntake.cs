using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>Applies statuses and watermarks: how far the shop's messages got, and that the shop has answered.</summary>
internal sealed class ReceiptIntake(
    PersonFinder finder,
    PersonStore persons,
    ConversationStore conversations,
    WatermarkStore watermarks,
    ChangeIntake changes)
{
    /// <returns>False if nothing changed.</returns>
    public bool Apply(StatusReceived received, IntakeSettings terms, DateTime receivedAt)
    {
        var isConnected = received.Person.Count > 1 && finder.Connect(received.Person, [], received.Time, terms, receivedAt);
        // The time of reading says little about the time of sending: a person who answers from a notification reads later.
        var isSent = received.Status is MessageStatus.Sent or MessageStatus.Delivered;
        var isRaised = isSent && received.Person.Count > 0
            && Raise(received.BusinessId, received.Person[0], new Watermarks(received.Time, null, null));
        var content = new PendingContent
        {
            Status = received.Status,
            UnknownStatus = received.Status is null ? received.Name : null,
            Errors = received.Errors.Count == 0 ? null : $"[{string.Join(',', received.Errors.Select(error => error.Json))}]",
        };
        var isChanged = changes.Apply(received.Target, new Pending(PendingKind.Status, received.Time, content), terms, receivedAt);
        return isConnected || isRaised || isChanged;
    }

    /// <returns>False if nothing changed.</returns>
    public bool Apply(WatermarkReceived received) => Raise(
        received.BusinessId,
        received.Person,
        new Watermarks(received.DeliveredAt, received.DeliveredAt, received.ReadAt));

    private bool Raise(string businessId, Identity identity, Watermarks said)
    {
        var known = watermarks.Find(businessId, identity);
        var raised = known.Raise(said);
        if (raised == known)
            return false;
        watermarks.Put(businessId, identity, raised);
        if (finder.FindKnown(identity) is { } person)
            RaiseSentAt(person, businessId, known, raised);
        return true;
    }

    private void RaiseSentAt(Person person, string businessId, Watermarks known, Watermarks raised)
    {
        watermarks.Advance(person.Id, businessId, known, raised);
        if (raised.SentAt is not { } sentAt || sentAt <= person.Sources.SentAt)
            return;
        persons.Touch(person with { Sources = person.Sources with { SentAt = sentAt } });
        if (person.Newest?.WaitingSince is not null)
            conversations.Answer(person.Id, sentAt);
    }
}
