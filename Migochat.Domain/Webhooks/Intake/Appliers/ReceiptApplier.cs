using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>Applies statuses and watermarks: how far the shop's messages got, and that the shop has answered.</summary>
internal sealed class ReceiptApplier(
    PersonFinder finder,
    PersonRebuild rebuild,
    MessageStore messages,
    WatermarkStore watermarks,
    SentElsewhereStore sentElsewhere,
    ChangeApplier changes)
{
    /// <returns>False if nothing changed.</returns>
    public bool Apply(StatusReceived received, IntakeSettings settings, DateTime receivedAt)
    {
        var isConnected = received.Person.Count > 1 && finder.Connect(received.Person, [], null, received.Time, settings, receivedAt);
        var content = new PendingContent
        {
            Status = received.Status,
            UnknownStatus = received.Status is null ? received.Name : null,
            Errors = received.Errors.Count == 0 ? null : $"[{string.Join(',', received.Errors.Select(error => error.Json))}]",
        };
        var isKnown = messages.Find(received.Target)?.Message.Direction == MessageDirection.Outbound;
        var isChanged = changes.Apply(received.Target, new PendingChange(PendingKind.Status, received.Time, content), settings, receivedAt);
        if (isKnown)
            return isConnected || isChanged;
        var isNew = received.Person.Count > 0 && received.SentBy is { } at && sentElsewhere.Keep(received.Person[0], received.Target, at, receivedAt);
        if (isNew || isChanged)
            RebuildReceivers(received.Target, settings);
        return isConnected || isNew || isChanged;
    }

    // A status may name another id of the receiver than the one that told the sending, or none.
    private void RebuildReceivers(string messageKey, IntakeSettings settings)
    {
        foreach (var receiver in sentElsewhere.ReceiversOf(messageKey))
        {
            if (finder.FindKnown(receiver) is { } person)
                rebuild.RebuildSentAt(person, settings);
        }
    }

    /// <returns>False if nothing changed.</returns>
    public bool Apply(WatermarkReceived received, IntakeSettings settings)
    {
        var (businessId, identity) = (received.BusinessId, received.Person);
        var known = watermarks.Find(businessId, identity);
        var raised = known.Raise(new Watermarks(received.SentBy, received.DeliveredAt, received.ReadAt));
        if (raised == known)
            return false;
        var person = finder.FindKnown(identity);
        watermarks.Put(businessId, identity, person?.Id, raised);
        if (person is not null)
        {
            var isArrived = watermarks.Advance(person.Id, businessId, known, raised);
            rebuild.RebuildSentAt(person, settings, isArrived);
        }

        return true;
    }
}
