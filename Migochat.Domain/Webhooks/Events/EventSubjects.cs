using Migochat.Data;
using Migochat.Privacy;

namespace Migochat.Webhooks;

/// <summary>The persons and messages that an event itself names. Pure.</summary>
/// <param name="People">The ids of persons that it carries.</param>
/// <param name="Time">The event's time, UTC.</param>
/// <param name="Messages">The keys of its message and of the parent comment, or of the message that it changes.</param>
/// <param name="IsOnlyOfMessage">The event means nothing without its message. If the message was erased, the event is refused, whatever its time.</param>
internal readonly record struct EventSubjects(IReadOnlyList<Identity> People, DateTime Time, IReadOnlyList<string> Messages, bool IsOnlyOfMessage)
{
    /// <param name="event">As it was read.</param>
    /// <param name="receivedAt">UTC, for an item that nobody could read.</param>
    public static EventSubjects Of(WebhookEvent @event, DateTime receivedAt) => @event switch
    {
        MessageReceived { ParentKey: { } parent } received => new(received.Person, received.Time, [received.MessageId, parent], IsOnlyOfMessage: received.Person.Count == 0),
        MessageReceived received => new(received.Person, received.Time, [received.MessageId], IsOnlyOfMessage: received.Person.Count == 0),
        StatusReceived received => new([.. received.Person, .. received.About], received.Time, [received.Target], IsOnlyOfMessage: false),
        WatermarkReceived received => new([received.Person], Moment.Later(received.DeliveredAt, received.ReadAt) ?? DateTime.MinValue, [], IsOnlyOfMessage: false),
        ReferralReceived received => new(received.Person, received.Time, [], IsOnlyOfMessage: false),
        OptInReceived received => new(received.Person, received.Time, [], IsOnlyOfMessage: false),
        IdentitiesJoined joined => new([.. joined.Present, .. joined.Replaced], joined.Time, [], IsOnlyOfMessage: false),
        MessageEdited edited => new(edited.About, edited.Time, [edited.Target], IsOnlyOfMessage: true),
        MessageDeleted deleted => new(deleted.About, deleted.Time, [deleted.Target], IsOnlyOfMessage: true),
        MessageReacted reacted => new(reacted.About, reacted.Time, [reacted.Target], IsOnlyOfMessage: true),
        CommentHidden hidden => new(hidden.About, hidden.Time, [hidden.Target], IsOnlyOfMessage: true),
        Unrecognised unrecognised => OfEnvelope(new EnvelopeIds(unrecognised.Origin.ToEnvelope()), receivedAt),
        _ => new([], DateTime.MaxValue, [], IsOnlyOfMessage: false),
    };

    private static EventSubjects OfEnvelope(EnvelopeIds ids, DateTime receivedAt) => new(ids.People, ids.Time(receivedAt), [], IsOnlyOfMessage: false);
}
