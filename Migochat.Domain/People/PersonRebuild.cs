using Migochat.Data;
using Migochat.Messaging;
using Migochat.Settings;

namespace Migochat.People;

/// <summary>
/// The slow path: computes from a person's rows what the fast path keeps up event by event. For merges, for messages whose
/// time or owner was corrected. Both give the same columns.
/// </summary>
internal sealed class PersonRebuild(
    PersonStore persons,
    MessageStore messages,
    ReferralStore referrals,
    WatermarkStore marks,
    ConversationStore conversations,
    TextClaims claims)
{
    /// <param name="person">With the folded fields that no row tells: names, where they came from, the earliest event.</param>
    /// <param name="terms">The intake's present terms.</param>
    /// <param name="now">UTC, for what is active.</param>
    public void Rebuild(Person person, IntakeSettings terms, DateTime now)
    {
        var referredAt = RebuildAttribution(person.Id);
        var sentAt = RebuildReceipts(person.Id);
        var (last, lastInbound) = messages.Span(person.Id);
        var first = RebuildFirstTouch(person.Id);
        persons.Touch(person with
        {
            LastMessageAt = last,
            LastInboundAt = lastInbound,
            IsActive = last is { } time && now - time <= terms.InactiveAfter,
            Sources = person.Sources with { FirstTouch = first?.Time, ReferredAt = referredAt, SentAt = sentAt },
        });
        RebuildIds(person.Id, person.IsLocked(LockedField.Phone));
        claims.Recount(person.Id, now);
        RebuildConversations(person.Id, terms.ConversationIdle, now);
    }

    /// <summary>Chooses the person's psid, platform and phone anew from their identities.</summary>
    public void RebuildIds(long userId, bool phoneLocked)
    {
        var identities = persons.Identities.Of(userId);
        if (identities.Count > 0)
            SetIds(userId, Psid.Choose(identities), phoneLocked);
    }

    /// <summary>The same after these were given to the person or seen again, however many there are besides: the choice is a maximum.</summary>
    public void ReconsiderIds(Person person, IReadOnlyList<(Identity Identity, DateTime SeenAt)> seen)
    {
        var present = persons.Identities.Behind(person.Id, person.Psid);
        if (present.Count == 0)
            RebuildIds(person.Id, person.IsLocked(LockedField.Phone));
        else
            SetIds(person.Id, Psid.Choose([.. present, .. seen]), person.IsLocked(LockedField.Phone));
    }

    /// <summary>Writes how the person's earliest inbound message or referral came; of two at one time, the referral.</summary>
    public FirstTouch? RebuildFirstTouch(long userId)
    {
        var (message, referral) = (messages.FirstInbound(userId), referrals.First(userId));
        var first = message is null || referral?.Time <= message.Time ? referral : message;
        persons.SetFirstTouch(userId, first);
        return first;
    }

    /// <summary>Lets the messages after a referral take what is now theirs; from the next referral on it is that one's.</summary>
    public void InheritAgain(long userId, StoredReferral referral)
    {
        var (end, next) = (referral.Time + ReferralAttribution.AttributionWindow, referrals.Next(userId, referral));
        end = next < end ? next.Value : end;
        var within = referrals.Between(userId, referral.Time, end);
        foreach (var row in messages.Between(userId, referral.Time, end).Where(row => row.Message.RecipientId == referral.BusinessId))
        {
            var taken = ReferralAttribution.Apply(row.Message, within);
            if (taken != row.Message)
                messages.Replace(row.Id, taken);
        }
    }

    /// <summary>Tells a person who got ids, and their messages, what the watermarks of those ids' threads say.</summary>
    public Person RebuildReceiptsOf(Person person, IEnumerable<Identity> given, DateTime now)
    {
        if (person.Sources.Phone is not null)
            claims.Recount(person.Id, now);
        var sentAt = person.Sources.SentAt;
        foreach (var (businessId, known) in given.SelectMany(marks.Of))
            sentAt = Later(sentAt, Tell(person.Id, businessId, known));
        person = persons.Get(person.Id);
        if (sentAt == person.Sources.SentAt)
            return person;
        var told = person with { Sources = person.Sources with { SentAt = sentAt } };
        persons.Touch(told);
        conversations.RecountWaiting(person.Id);
        return persons.Get(person.Id);
    }

    private DateTime? RebuildReceipts(long userId)
    {
        DateTime? sentAt = null;
        foreach (var (businessId, known) in marks.Of(userId))
            sentAt = Later(sentAt, Tell(userId, businessId, known));
        return sentAt;
    }

    /// <returns>When they say that the shop had sent something.</returns>
    private DateTime? Tell(long userId, string businessId, Watermarks known)
    {
        marks.Advance(userId, businessId, Watermarks.None, known);
        return known.SentAt;
    }

    private static DateTime? Later(DateTime? a, DateTime? b) => b is null || a > b ? a : b;

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
            latest = latest > referral.Time ? latest : referral.Time;
        }

        return latest;
    }

    private void RebuildConversations(long userId, TimeSpan idle, DateTime now)
    {
        var stored = conversations.Of(userId).ToList();
        foreach (var run in stored.Where(run => run.IsActive))
            conversations.SetActive(userId, run.Id, false);

        var runs = Threading.Runs(messages.Times(userId), idle);
        for (var i = 0; i < runs.Count; i++)
        {
            var run = runs[i] with { IsActive = i == runs.Count - 1 && Threading.IsActive(runs[i].LastActivity, now, idle) };
            Write(userId, run, stored);
        }

        foreach (var left in stored)
            conversations.Remove(userId, left.Id);
        conversations.RecountWaiting(userId);
    }

    /// <summary>Keeps the oldest row that the run covers in part.</summary>
    private void Write(long userId, ConversationRun run, List<ConversationRun> stored)
    {
        var row = stored.Where(old => old.StartedAt <= run.LastActivity && old.LastActivity >= run.StartedAt).MinBy(old => old.Id);
        if (row is null)
        {
            conversations.Add(userId, run);
            return;
        }

        stored.Remove(row);
        conversations.Replace(userId, run with { Id = row.Id });
    }
}
