using Migochat.Leads;
using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>What Migochat does with each kind of event.</summary>
internal sealed class EventApplier(MessageIntake messages, DeadLetterStore deadLetters)
{
    public EventOutcome Apply(WebhookEvent @event, PersonTerms terms, DateTime receivedAt)
    {
        switch (@event)
        {
            case MessageReceived received:
                return messages.Apply(received, terms) ? EventOutcome.Stored : EventOutcome.Duplicate;
            case Unrecognised unrecognised:
                deadLetters.Keep(DeadLetterKind.Unrecognised, unrecognised.Origin, unrecognised.Reason, receivedAt);
                return EventOutcome.DeadLettered;
            case NotOurs:
                return EventOutcome.Ignored;
            default:
                throw new InvalidOperationException($"No rule for events of type {@event.GetType().Name}.");
        }
    }
}
