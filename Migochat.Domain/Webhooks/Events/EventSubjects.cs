using Migochat.Data;
using Migochat.Privacy;

namespace Migochat.Webhooks;

/// <summary>Whom an event is about, as far as it says so itself. Pure.</summary>
/// <param name="People">The ids of persons that it carries.</param>
/// <param name="Time">When it happened, UTC.</param>
/// <param name="Messages">The keys of its message and of the one above it, or of the message that it changes.</param>
/// <param name="IsOnlyOfMessage">Without its message it has no meaning, or nobody to be about: whatever its time, it goes where that went.</param>
internal readonly record struct EventSubjects(IReadOnlyList<Identity> People, DateTime Time, IReadOnlyList<string> Messages, bool IsOnlyOfMessage)
{
    /// <param name="event">As it was read.</param>
    /// <param name="receivedAt">UTC, for an item that nobody could read.</param>
    public static EventSubjects Of(WebhookEvent @event, DateTime receivedAt) => @event switch
    {
        MessageReceived { ParentKey: { } parent } received => new(received.Person, received.Time, [received.MessageId, parent], IsOnlyOfMessage: received.Person.Count == 0),
        MessageReceived received => new(received.Person, received.Time, [received.MessageId], IsOnlyOfMessage: received.Person.Count == 0),
        StatusReceived received => new([.. received.Person, .. received.About], received.Time, [received.Target], IsOnlyOfMessage: false),
        WatermarkReceived received => new([received.Person], Later(received.DeliveredAt, received.ReadAt), [], IsOnlyOfMessage: false),
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

    private static DateTime Later(DateTime? a, DateTime? b) => (a > b ? a : b ?? a) ?? DateTime.MinValue;
}
