using Migochat.Data;
using Migochat.Messaging;
using Migochat.Settings;

namespace Migochat.People;

/// <summary>
/// The slow path: computes the columns of a person from the rows; the fast path updates the same columns event by event, with
/// the same result. Used for merges, and for messages whose time or owner was corrected.
/// </summary>
internal sealed class PersonRebuild(
    PersonStore persons,
    MessageStore messages,
    MessageHistory history,
    ReferralStore referrals,
    WatermarkStore watermarks,
    SentElsewhereStore sentElsewhere,
    ConversationStore conversations,
    TextClaims claims)
{
    /// <param name="person">With the folded fields that no other row holds: names, field sources, the earliest event.</param>
    /// <param name="settings">The present settings of the intake.</param>
    /// <param name="now">UTC; decides whether a conversation or person is active.</param>
    public void Rebuild(Person person, IntakeSettings settings, DateTime now)
    {
        var referredAt = RebuildAttribution(person.Id);
        var sentAt = RebuildReceipts(person.Id);
        var (last, lastInbound) = history.Span(person.Id);
        var first = RebuildFirstTouch(person.Id);
        var rebuilt = person with
        {
            LastMessageAt = last,
            LastInboundAt = lastInbound,
            IsActive = last is { } time && now - time <= settings.InactiveAfter,
            Sources = person.Sources with { FirstTouchAt = first?.Time, ReferredAt = referredAt, SentAt = sentAt },
        };
        persons.Touch(rebuilt);
        RebuildIds(person.Id, person.IsLocked(LockedField.Phone));
        claims.Recount(person.Id, now);
        RebuildConversations(rebuilt, settings, now);
    }

    /// <summary>Chooses the person's psid, platform and phone anew from their identities.</summary>
    public void RebuildIds(long userId, bool phoneLocked)
    {
        var identities = persons.Identities.Of(userId);
        if (identities.Count > 0)
            SetIds(userId, Psid.Choose(identities), phoneLocked);
    }

    /// <summary>The same, but only for identities that were added or seen again. Its cost does not grow with the other identities: the choice is a maximum.</summary>
    public void ReconsiderIds(Person person, IReadOnlyList<(Identity Identity, DateTime SeenAt)> seen)
    {
        var present = persons.Identities.Behind(person.Id, person.Psid);
        if (present.Count == 0)
            RebuildIds(person.Id, person.IsLocked(LockedField.Phone));
        else
            SetIds(person.Id, Psid.Choose([.. present, .. seen]), person.IsLocked(LockedField.Phone));
    }

    /// <summary>Writes the source of the person's earliest inbound message or referral; of two at one time, the referral's.</summary>
    public FirstTouch? RebuildFirstTouch(long userId)
    {
        var (message, referral) = (history.FirstInbound(userId), referrals.First(userId));
        var first = message is null || referral?.Time <= message.Time ? referral : message;
        persons.SetFirstTouch(userId, first);
        return first;
    }

    /// <summary>Assigns a referral to the messages that inherit it. Messages after the next referral inherit that one.</summary>
    public void InheritAgain(long userId, StoredReferral referral)
    {
        var (end, next) = (referral.Time + ReferralAttribution.AttributionWindow, referrals.Next(userId, referral));
        end = next < end ? next.Value : end;
        var within = referrals.Between(userId, referral.Time, end);
        foreach (var row in messages.Between(userId, referral.Time, end).Where(row => row.Message.RecipientId == referral.BusinessId))
        {
            var taken = ReferralAttribution.Apply(row.Message, within);
            if (taken != row.Message)
                messages.Replace(row, taken);
        }
    }

    /// <summary>Applies the watermarks of the added ids' threads to the person and to the person's messages.</summary>
    public Person RebuildReceiptsOf(Person person, IEnumerable<Identity> given, IntakeSettings settings, DateTime now)
    {
        watermarks.Forget(person.Id);
        if (person.Sources.Phone is not null)
            claims.Recount(person.Id, now);
        var (sentAt, isArrived) = (person.Sources.SentAt, false);
        foreach (var identity in given)
        {
            sentAt = Moment.Later(sentAt, sentElsewhere.LatestTo(identity));
            foreach (var (businessId, known) in watermarks.Of(identity))
            {
                sentAt = Moment.Later(sentAt, known.SentAt);
                isArrived |= watermarks.Advance(person.Id, businessId, Watermarks.None, known);
            }
        }

        return SetSentAt(persons.Get(person.Id), sentAt, settings, isArrived);
    }

    /// <summary>Computes the last answer that only receipts show, and if it is another than before, since when the person waits.</summary>
    /// <param name="person">As the row is.</param>
    /// <param name="settings">The present settings of the intake.</param>
    /// <param name="mustRecount">Something else changed that decides since when the person waits.</param>
    /// <returns>The person as the row is now.</returns>
    public Person RebuildSentAt(Person person, IntakeSettings settings, bool mustRecount = false) =>
        SetSentAt(person, SentAt(person.Id), settings, mustRecount);

    private Person SetSentAt(Person person, DateTime? sentAt, IntakeSettings settings, bool mustRecount)
    {
        var told = person with { Sources = person.Sources with { SentAt = sentAt } };
        if (told != person)
            persons.Touch(told);
        else if (!mustRecount)
            return person;
        conversations.RecountWaiting(person.Id, told.AnswersUnder(settings));
        return persons.Get(person.Id);
    }

    private DateTime? SentAt(long userId) => watermarks.Of(userId).Values.Select(known => known.SentAt).Append(sentElsewhere.Latest(userId)).Max();

    private DateTime? RebuildReceipts(long userId)
    {
        foreach (var (businessId, known) in watermarks.Of(userId))
            watermarks.Advance(userId, businessId, Watermarks.None, known);
        return SentAt(userId);
    }

    private void SetIds(long userId, Identity chosen, bool phoneLocked)
    {
        persons.SetPsid(userId, chosen);
        if (chosen.Kind == IdentityKind.WhatsAppPhone && !phoneLocked)
            persons.SetPhone(userId, PersonStore.PhoneOf(chosen));
    }

    private DateTime? RebuildAttribution(long userId)
    {
        DateTime? latest = null;
        foreach (var referral in referrals.Of(userId))
        {
            InheritAgain(userId, referral);
            latest = Moment.Later(latest, referral.Time);
        }

        return latest;
    }

    private void RebuildConversations(Person person, IntakeSettings settings, DateTime now)
    {
        var (userId, idle) = (person.Id, settings.ConversationIdle);
        var stored = conversations.Of(userId).ToList();
        foreach (var run in stored.Where(run => run.IsActive))
            conversations.SetActive(run.Id, false);

        var runs = Threading.Runs(history.Times(userId), idle);
        for (var i = 0; i < runs.Count; i++)
        {
            var run = runs[i] with { IsActive = i == runs.Count - 1 && Threading.IsActive(runs[i].LastActivity, now, idle) };
            Write(userId, run, stored);
        }

        foreach (var left in stored)
            conversations.Remove(left.Id);
        conversations.RecountWaiting(userId, person.AnswersUnder(settings));
    }

    /// <summary>Keeps the oldest row that overlaps the run.</summary>
    private void Write(long userId, ConversationRun run, List<ConversationRun> stored)
    {
        var row = stored.Where(old => old.StartedAt <= run.LastActivity && old.LastActivity >= run.StartedAt).MinBy(old => old.Id);
        if (row is null)
        {
            conversations.Add(userId, run);
            return;
        }

        stored.Remove(row);
        conversations.Replace(run with { Id = row.Id });
    }
}
