using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;

namespace Migochat.Webhooks;

/// <summary>
/// Reads what the events of a batch name in two round trips, before the rules run. It only saves time: what a rule needs beyond
/// that, the stores read when it is asked for.
/// </summary>
internal sealed class BatchLoader(
    DatabaseConnection connection,
    PersonStore persons,
    MessageStore messages,
    PendingStore pending,
    SentElsewhereStore sentElsewhere,
    WatermarkStore watermarks,
    ReferralStore referrals,
    PostAndAdStore posts,
    ClaimAudit audit,
    ReplyApplier replies,
    GivenUpNumbers numbers,
    ErasureGuard erasures)
{
    private readonly List<SetStatement> _round = [];

    /// <param name="events">Of one batch, each with the time of its receipt, UTC.</param>
    public void Load(IReadOnlyList<(WebhookEvent Event, DateTime ReceivedAt)> events)
    {
        foreach (var (@event, receivedAt) in events)
            AskNamed(@event, EventSubjects.Of(@event, receivedAt));
        Send();
        foreach (var (@event, receivedAt) in events)
            AskRelated(@event, EventSubjects.Of(@event, receivedAt), receivedAt);
        Send();
    }

    /// <summary>What the event itself names.</summary>
    private void AskNamed(WebhookEvent @event, EventSubjects subjects)
    {
        erasures.Ask(subjects);
        replies.Ask(@event);
        foreach (var identity in subjects.People)
        {
            persons.Ask(identity);
            numbers.Ask(identity);
        }

        foreach (var key in subjects.Messages)
        {
            messages.Ask(key);
            pending.Ask(key);
        }

        switch (@event)
        {
            case MessageReceived message:
                posts.Ask(message.Attribution);
                if (message.Direction == MessageDirection.Outbound)
                    sentElsewhere.Ask(message.MessageId);
                break;
            case StatusReceived status:
                sentElsewhere.Ask(status.Target);
                break;
            case WatermarkReceived watermark:
                watermarks.Ask(watermark.BusinessId, watermark.Person);
                break;
            case ReferralReceived referral:
                posts.Ask(referral.Attribution);
                break;
        }
    }

    /// <summary>What belongs to the person of the event, or to an id that nobody has.</summary>
    private void AskRelated(WebhookEvent @event, EventSubjects subjects, DateTime receivedAt)
    {
        erasures.AskMessages(subjects);
        foreach (var identity in subjects.People)
        {
            if (persons.Find(identity)?.Person is { } person)
                AskOfPerson(@event, person, receivedAt);
            else
                AskOfNobody(identity);
        }
    }

    private void AskOfPerson(WebhookEvent @event, Person person, DateTime receivedAt)
    {
        if (@event is not MessageReceived message)
            return;
        if (message.Direction == MessageDirection.Outbound)
        {
            watermarks.Ask(person.Id);
            persons.Conversations.AskWaiting(person.Id);
        }
        else
        {
            if (person.Sources.ReferredAt >= message.Time - ReferralAttribution.AttributionWindow)
                referrals.Ask(person.Id);
            if (message.Signals is { Governorate: not null })
                audit.Ask(person.Id, receivedAt);
            if (message is { Type: "sticker" } or { Signals.IsCourtesy: true })
                persons.Conversations.AskAnswer(person.Id);
        }
    }

    private void AskOfNobody(Identity identity)
    {
        persons.Identities.AskOwners(identity);
        pending.Ask(PendingStore.KeyOf(identity));
        watermarks.Ask(identity);
        sentElsewhere.AskLatestTo(identity);
    }

    private void Send()
    {
        _round.Clear();
        persons.AddTo(_round);
        persons.Identities.AddTo(_round);
        persons.Conversations.AddTo(_round);
        messages.AddTo(_round);
        pending.AddTo(_round);
        sentElsewhere.AddTo(_round);
        watermarks.AddTo(_round);
        referrals.AddTo(_round);
        posts.AddTo(_round);
        audit.AddTo(_round);
        replies.AddTo(_round);
        erasures.AddTo(_round);
        if (_round.Count > 0)
            connection.Send(_round);
    }
}
