using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>
/// Finds the person of an event by the ids that it carries together. Creates one if no person has any of them, and merges
/// persons that turn out to be one.
/// </summary>
internal sealed class PersonFinder(PersonStore persons, PersonMerge merge, PersonRebuild rebuild, PendingStore pending, GivenUpNumbers numbers, ErasureGuard erasures)
{
    // A replaced id counts as seen just before the id that replaced it.
    private static readonly TimeSpan Just = TimeSpan.FromMicroseconds(1);

    public Person Find(IReadOnlyList<Identity> identities, DateTime time, IntakeSettings settings, DateTime receivedAt)
    {
        if (numbers.LeftBehind(identities, time) is { } left && identities.Any(identity => identity.Kind == IdentityKind.WhatsAppUser))
            Release(left.Number, left.Former, settings, receivedAt);
        return Gather(null, Standing(identities, time), time, settings, receivedAt)!;
    }

    /// <summary>Null where nobody has it.</summary>
    public Person? FindKnown(Identity identity) => persons.Find(identity)?.Person;

    /// <summary>Makes one person of two, where a message that one of them wrote is stored under the other.</summary>
    public Person JoinRow(Person person, long otherId, Identity by, IntakeSettings settings, DateTime receivedAt) =>
        Join(persons.Get(otherId), person, by, settings, receivedAt);

    /// <summary>Gives the ids and the name to the person with at least one of the ids; if there is none, they are stored as pending.</summary>
    /// <returns>False if nothing changed.</returns>
    public bool Connect(
        IReadOnlyList<Identity> present, IReadOnlyList<Identity> replaced, PersonName? name, DateTime time, IntakeSettings settings, DateTime receivedAt)
    {
        IReadOnlyList<Identity> all = [.. present, .. replaced];
        var isAboutAnother = numbers.LeftBehind(all, time) is not null;
        // The first time a change joins whoever has its ids; a number that another person has since is left to that person.
        var isNews = numbers.Keep(replaced, present, time, receivedAt);
        var (now, before) = (Standing(present, time), isNews ? replaced : Standing(replaced, time - Just));
        var known = now.Concat(before).Select(FindKnown).OfType<Person>().ToArray();
        if (known.Length == 0 || isAboutAnother)
        {
            var content = new PendingContent { Present = present, Replaced = replaced, FirstName = name?.First, LastName = name?.Last };
            return Wait(all, new PendingChange(PendingKind.Identities, time, content), receivedAt);
        }

        var person = Gather(known[0], before, time - Just, settings, receivedAt);
        person = Gather(person, now, time, settings, receivedAt)!;
        return Name(person, name, time, receivedAt) || isNews || known.Length < now.Count + before.Count || known.DistinctBy(other => other.Id).Count() > 1;
    }

    /// <summary>The ids that stand for the event's person today: not a number that somebody else has taken over since.</summary>
    private IReadOnlyList<Identity> Standing(IReadOnlyList<Identity> identities, DateTime time)
    {
        List<Identity>? standing = null;
        foreach (var identity in identities)
        {
            if (numbers.FormerOwner(identity, time) is not { } former)
                continue;
            standing ??= [.. identities];
            standing.Remove(identity);
            standing.AddRange(former.Except(standing).ToArray());
        }

        return standing ?? identities;
    }

    /// <summary>Takes a number from the person who gave it up.</summary>
    private void Release(Identity number, Person former, IntakeSettings settings, DateTime receivedAt)
    {
        persons.Identities.Remove(number);
        if (former.PhoneNumber == PersonStore.PhoneOf(number) && !former.IsLocked(LockedField.Phone))
            persons.SetPhone(former.Id, null);
        rebuild.Rebuild(persons.Get(former.Id), settings, receivedAt);
        persons.SetDue(former.Id, receivedAt);
    }

    /// <returns>False if the person has a name that counts more.</returns>
    private bool Name(Person person, PersonName? name, DateTime time, DateTime receivedAt)
    {
        var named = PersonUpdates.WithName(person, name, FieldRank.Profile, time);
        if (named == person)
            return false;
        persons.Touch(named);
        persons.SetDue(person.Id, receivedAt);
        return true;
    }

    private Person? Gather(Person? person, IReadOnlyList<Identity> identities, DateTime time, IntakeSettings settings, DateTime receivedAt)
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
            person = person is null || person.Id == seen.Id ? seen : Join(person, seen, identity, settings, receivedAt);
        }

        return unknown is null ? person : Attach(person, unknown, time, settings, receivedAt);
    }

    private Person Join(Person first, Person second, Identity by, IntakeSettings settings, DateTime receivedAt)
    {
        merge.Merge(first, second, settings, $"one event carries ids of both, the second of kind {by.Kind}", receivedAt);
        return persons.Find(by)!.Value.Person;
    }

    private Person Attach(Person? person, List<Identity> unknown, DateTime time, IntakeSettings settings, DateTime receivedAt)
    {
        var isNew = person is null;
        person ??= persons.Create(unknown[0], time, receivedAt);
        var seen = new List<(Identity Identity, DateTime SeenAt)>();
        var given = new List<Identity>();
        var names = new List<(PersonName Name, DateTime Time)>();
        // An id may have others waiting for it, and those others: the length of such a chain is anybody's guess.
        var open = new Queue<(Identity Identity, DateTime Time)>(unknown.Select(identity => (identity, time)));
        while (open.TryDequeue(out var next))
        {
            // A number that waited, and that somebody else has by now. Of this person the ids of the change may still be to come.
            if (numbers.FormerOwner(next.Identity, next.Time) is not null && FindKnown(next.Identity)!.Id != person.Id)
                continue;
            seen.Add(next);
            if (persons.Find(next.Identity) is { } known)
            {
                person = SeeOrJoin(person, next.Identity, known, next.Time, settings, receivedAt);
                continue;
            }

            var erasure = erasures.ForNew(next.Identity, next.Time, receivedAt);
            persons.Identities.Add(person.Id, next.Identity, next.Time, erasure.At, erasure.UnknownBefore);
            given.Add(next.Identity);
            foreach (var (_, other) in persons.Identities.Namesakes(next.Identity.Value, person.Id))
                rebuild.RebuildIds(other, phoneLocked: true);
            TakeWaiting(next, open, names);
        }

        if (!isNew || given.Count > 1)
            rebuild.ReconsiderIds(person, seen);
        foreach (var (name, toldAt) in names)
            Name(persons.Get(person.Id), name, toldAt, receivedAt);
        persons.SetDue(person.Id, receivedAt);
        return rebuild.RebuildReceiptsOf(persons.Get(person.Id), given, settings, receivedAt);
    }

    private Person SeeOrJoin(
        Person person, Identity identity, (Person Person, DateTime SeenAt) known, DateTime time, IntakeSettings settings, DateTime receivedAt)
    {
        if (time > known.SeenAt)
            persons.Identities.See(identity, time);
        return known.Person.Id == person.Id ? person : Join(person, known.Person, identity, settings, receivedAt);
    }

    /// <returns>The person as they are after it: the id seen last may be the one that stands for them.</returns>
    private Person See(Identity identity, (Person Person, DateTime SeenAt) known, DateTime time)
    {
        if (time <= known.SeenAt)
            return known.Person;
        persons.Identities.See(identity, time);
        if (!Psid.MayGiveWay(known.Person.Psid, identity))
            return known.Person;
        rebuild.ReconsiderIds(known.Person, [(identity, time)]);
        return persons.Get(known.Person.Id);
    }

    private bool Wait(IReadOnlyList<Identity> identities, PendingChange joined, DateTime receivedAt)
    {
        var isNew = false;
        foreach (var identity in identities)
            isNew |= pending.Keep(PendingStore.KeyOf(identity), joined, receivedAt);
        return isNew;
    }

    /// <summary>Takes the ids and names that waited for this id to be somebody's, each with when it was seen.</summary>
    private void TakeWaiting((Identity Identity, DateTime Time) seen, Queue<(Identity Identity, DateTime Time)> open, List<(PersonName Name, DateTime Time)> names)
    {
        var waiting = pending.Of(PendingStore.KeyOf(seen.Identity));
        if (waiting.Count == 0)
            return;
        var epoch = numbers.Epoch(seen.Identity, seen.Time);
        foreach (var joined in waiting.Where(joined => numbers.Epoch(seen.Identity, joined.At) == epoch))
        {
            if (joined.Content.FirstName is { } first)
                names.Add((new PersonName(first, joined.Content.LastName), joined.At));
            foreach (var replaced in joined.Content.Replaced ?? [])
                Take(replaced, joined, joined.At - Just);
            foreach (var present in joined.Content.Present ?? [])
                Take(present, joined, joined.At);
        }

        void Take(Identity other, PendingChange joined, DateTime time)
        {
            pending.Remove(PendingStore.KeyOf(other), joined);
            open.Enqueue((other, time));
        }
    }
}
