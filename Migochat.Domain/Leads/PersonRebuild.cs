using Migochat.Messaging;

namespace Migochat.Leads;

/// <summary>
/// The slow path: computes from a person's rows what the fast path keeps up event by event. For merges and messages whose
/// time was corrected. Both give the same columns.
/// </summary>
internal sealed class PersonRebuild(PersonStore persons, MessageStore messages, ConversationStore conversations)
{
    /// <param name="person">With the folded fields that no row tells: names, where they came from, the earliest event.</param>
    /// <param name="terms">The intake's present terms.</param>
    /// <param name="now">UTC, for what is active.</param>
    public void Rebuild(Person person, PersonTerms terms, DateTime now)
    {
        var (last, lastInbound) = messages.Span(person.Id);
        var first = messages.FirstInbound(person.Id);
        persons.Touch(person with
        {
            LastMessageAt = last,
            LastInboundAt = lastInbound,
            IsActive = last is { } time && now - time <= terms.InactiveAfter,
            Sources = person.Sources with { FirstTouch = first?.Time },
        });
        persons.SetFirstTouch(person.Id, first?.Source, first?.AdId, first?.PostId);
        RebuildIds(person.Id, person.IsLocked(LockedField.Phone));
        RebuildConversations(person.Id, terms.ConversationIdle, now);
    }

    /// <summary>Chooses the person's psid, platform and phone anew from their identities.</summary>
    public void RebuildIds(long userId, bool phoneLocked)
    {
        var identities = persons.Identities(userId);
        if (identities.Count == 0)
            return;
        var chosen = Psid.Choose(identities);
        persons.SetPsid(userId, chosen);
        if (chosen.Kind == IdentityKind.WhatsAppPhone && !phoneLocked)
            persons.SetPhone(userId, PersonStore.PhoneOf(chosen));
    }

    private void RebuildConversations(long userId, TimeSpan idle, DateTime now)
    {
        var stored = conversations.Of(userId).ToList();
        foreach (var run in stored.Where(run => run.IsActive))
            conversations.SetActive(run.Id, false);

        var runs = Threading.Runs(messages.Times(userId), idle);
        for (var i = 0; i < runs.Count; i++)
        {
            var run = runs[i] with { IsActive = i == runs.Count - 1 && Threading.IsActive(runs[i].LastActivity, now, idle) };
            Write(userId, run, stored);
        }

        foreach (var left in stored)
            conversations.Remove(left.Id);
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
        conversations.Replace(run with { Id = row.Id });
    }
}
