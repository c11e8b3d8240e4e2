using Migochat.Data;
using Migochat.Messaging;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>Passes each kind of event to its applier.</summary>
internal sealed class EventApplier(
    MessageIntake messages,
    ChangeIntake changes,
    ReceiptIntake receipts,
    ReferralIntake referrals,
    PersonIntake persons,
    PostAndAdStore posts,
    DeadLetterStore deadLetters,
    ErasureGuard erasures)
{
    public EventOutcome Apply(WebhookEvent @event, IntakeSettings terms, DateTime receivedAt)
    {
        if (erasures.Refuses(@event, receivedAt))
            return EventOutcome.Erased;
        switch (@event)
        {
            case MessageReceived received:
                return Outcome(messages.Apply(received, terms));
            case StatusReceived received:
                return Outcome(receipts.Apply(received, terms, receivedAt));
            case WatermarkReceived received:
                return Outcome(receipts.Apply(received, terms));
            case ReferralReceived received:
                return Outcome(referrals.Apply(received, terms, receivedAt));
            case OptInReceived received:
                return Outcome(persons.Apply(received, terms, receivedAt));
            case IdentitiesJoined joined:
                return Outcome(persons.Apply(joined, terms, receivedAt));
            case PostPublished published:
                return Outcome(posts.Post(published.Post, published.Time).IsChanged);
            case Unrecognised unrecognised:
                return deadLetters.Keep(DeadLetterKind.Unrecognised, unrecognised.Origin, unrecognised.Reason, terms.KeptSince, receivedAt)
                    ? EventOutcome.DeadLettered
                    : EventOutcome.Ignored;
            case NotOurs or Notice:
                return EventOutcome.Ignored;
            default:
                var (key, change) = MessageChange.Of(@event);
                return Outcome(changes.Apply(key, change, terms, receivedAt));
        }
    }

    private static EventOutcome Outcome(bool isNew) => isNew ? EventOutcome.Stored : EventOutcome.Duplicate;
}
