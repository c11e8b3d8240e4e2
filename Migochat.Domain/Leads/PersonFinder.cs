using Migochat.Messaging;
using Migochat.Privacy;

namespace Migochat.Leads;

/// <summary>
/// Finds the person of an event by the ids that it carries together: makes one where nobody has any of them, and joins those
/// who turn out to be one.
/// </summary>
internal sealed class PersonFinder(PersonStore persons, PersonMerge merge, PersonRebuild rebuild, PendingStore pending, ErasureGuard erasures)
{
    // What an id that was replaced counts as seen at: just before the one that replaced it.
    private static readonly TimeSpan Just = TimeSpan.FromMicroseconds(1);

    public Person Find(IReadOnlyList<Identity> identities, DateTime time, PersonTerms terms, DateTime receivedAt) =>
        Gather(null, identities, time, terms, receivedAt)!;

    /// <summary>Null where nobody has it.</summary>
    public Person? FindKnown(Identity identity) => persons.Find(identity)?.Person;

    /// <summary>Makes one person of two, where a message that one of them wrote is stored under the other.</summary>
    public Person JoinRow(Person person, long otherId, Identity by, PersonTerms terms, DateTime receivedAt) =>
        Join(persons.Get(otherId), person, by, terms, receivedAt);

    /// <summary>Gives the ids to one person, who has at least one of them; where nobody has, they wait for somebody.</summary>
    /// <returns>False if nothing changed.</returns>
    public bool Connect(IReadOnlyList<Identity> present, IReadOnlyList<Identity> replaced, DateTime time, PersonTerms terms, DateTime receivedAt)
    {
        IReadOnlyList<Identity> all = [.. present, .. replaced];
        var known = all.Select(FindKnown).OfType<Person>().ToArray();
        if (known.Length == 0)
            return Wait(all, new Pending(PendingKind.Identities, time, new PendingContent { Present = present, Replaced = replaced }), receivedAt);
        var person = Gather(known[0], replaced, time - Just, terms, receivedAt);
        Gather(person, present, time, terms, receivedAt);
        return known.Length < all.Count || known.DistinctBy(other => other.Id).Count() > 1;
    }

    private Person? Gather(Person? person, IReadOnlyList<Identity> identities, DateTime time, PersonTerms terms, DateTime receivedAt)
    {
        List<Identity>? unknown = null;
        foreach (var identity in identities)
        {
            if (persons.Find(identity) is not { } known)
            {
                (unknown ??= []).Add(identity);
                continue;
            }

            var seen = See(identity, known, time);
            person = person is null || person.Id == seen.Id ? seen : Join(person, seen, identity, terms, receivedAt);
        }

        return unknown is null ? person : Attach(person, unknown, time, terms, receivedAt);
    }

    private Person Join(Person first, Person second, Identity by, PersonTerms terms, DateTime receivedAt)
    {
        merge.Merge(first, second, terms, $"one event carries ids of both, the second of kind {by.Kind}", receivedAt);
        return persons.Find(by)!.Value.Person;
    }

    private Person Attach(Person? person, List<Identity> unknown, DateTime time, PersonTerms terms, DateTime receivedAt)
    {
        var isNew = person is null;
        person ??= persons.Create(unknown[0], time, receivedAt);
        foreach (var identity in unknown)
        {
            persons.AddIdentity(person.Id, identity, time, erasures.Erased(identity));
            foreach (var (_, other) in persons.Namesakes(identity.Value, person.Id))
                rebuild.RebuildIds(other, phoneLocked: true);
        }

        if (!isNew || unknown.Count > 1)
            rebuild.RebuildIds(person.Id, person.IsLocked(LockedField.Phone));
        person = rebuild.RebuildReceiptsOf(persons.Get(person.Id), receivedAt);
        return ConnectWaiting(unknown, terms, receivedAt) ? persons.Find(unknown[0])!.Value.Person : person;
    }

    /// <returns>The person as they are after it: the id seen last may be the one that stands for them.</returns>
    private Person See(Identity identity, (Person Person, long IdentityId, DateTime SeenAt) known, DateTime time)
    {
        if (time <= known.SeenAt)
            return known.Person;
        persons.See(known.IdentityId, time);
        if (!Psid.MayGiveWay(known.Person.Psid, identity))
            return known.Person;
        rebuild.RebuildIds(known.Person.Id, known.Person.IsLocked(LockedField.Phone));
        return persons.Get(known.Person.Id);
    }

    private bool Wait(IReadOnlyList<Identity> identities, Pending joined, DateTime receivedAt)
    {
        var isNew = false;
        foreach (var identity in identities)
            isNew |= pending.Keep(PendingStore.KeyOf(identity), joined, receivedAt);
        return isNew;
    }

    /// <summary>Connects what waited for one of these ids to be somebody's.</summary>
    private bool ConnectWaiting(List<Identity> identities, PersonTerms terms, DateTime receivedAt)
    {
        var waiting = identities.SelectMany(identity => pending.Of(PendingStore.KeyOf(identity))).ToArray();
        foreach (var joined in waiting)
        {
            var (present, replaced) = (joined.Content.Present ?? [], joined.Content.Replaced ?? []);
            foreach (var identity in present.Concat(replaced))
                pending.Remove(PendingStore.KeyOf(identity), joined);
            Connect(present, replaced, joined.At, terms, receivedAt);
        }

        return waiting.Length > 0;
    }
}
