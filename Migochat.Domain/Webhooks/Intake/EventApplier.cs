using Migochat.Data;
using Migochat.Messaging;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>Passes each kind of event to its applier.</summary>
internal sealed class EventApplier(
    MessageApplier messages,
    ChangeApplier changes,
    ReceiptApplier receipts,
    ReferralApplier referrals,
    PersonApplier persons,
    PostAndAdStore posts,
    DeadLetterStore deadLetters,
    ReplyApplier replies,
    ErasureGuard erasures)
{
    public EventOutcome Apply(WebhookEvent @event, IntakeSettings settings, DateTime receivedAt)
    {
        if (erasures.Refuses(@event, receivedAt))
            return EventOutcome.Erased;
        var outcome = ApplyAlone(@event, settings, receivedAt);
        replies.Recognise(@event, settings, receivedAt);
        return outcome;
    }

    private EventOutcome ApplyAlone(WebhookEvent @event, IntakeSettings settings, DateTime receivedAt)
    {
        switch (@event)
        {
            case MessageReceived received:
                return Outcome(messages.Apply(received, settings));
            case StatusReceived received:
                return Outcome(receipts.Apply(received, settings, receivedAt));
            case WatermarkReceived received:
                return Outcome(receipts.Apply(received, settings));
            case ReferralReceived received:
                return Outcome(referrals.Apply(received, settings, receivedAt));
            case OptInReceived received:
                return Outcome(persons.Apply(received, settings, receivedAt));
            case IdentitiesJoined joined:
                return Outcome(persons.Apply(joined, settings, receivedAt));
            case ReplySettled settled:
                return Outcome(replies.Apply(settled, settings, receivedAt));
            case PostPublished published:
                return Outcome(posts.Post(published.Post, published.Time).IsChanged);
            case Unrecognised unrecognised:
                return deadLetters.Keep(DeadLetterKind.Unrecognised, unrecognised.Origin, unrecognised.Reason, settings.KeptSince, receivedAt)
                    ? EventOutcome.DeadLettered
                    : EventOutcome.Ignored;
            case NotOurs or Notice:
                return EventOutcome.Ignored;
            default:
                var (key, change) = ChangeEvents.ToPending(@event);
                return Outcome(changes.Apply(key, change, settings, receivedAt));
        }
    }

    private static EventOutcome Outcome(bool isNew) => isNew ? EventOutcome.Stored : EventOutcome.Duplicate;
}
