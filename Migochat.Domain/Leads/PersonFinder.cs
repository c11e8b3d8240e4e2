namespace Migochat.Leads;

/// <summary>
/// Finds the person of an event by the ids that it carries together: makes one where nobody has any of them, and joins those
/// who turn out to be one.
/// </summary>
internal sealed class PersonFinder(PersonStore persons, PersonMerge merge, PersonRebuild rebuild)
{
    public Person Find(IReadOnlyList<Identity> identities, DateTime time, PersonTerms terms, DateTime receivedAt)
    {
        Person? person = null;
        List<Identity>? unknown = null;
        foreach (var identity in identities)
        {
            if (persons.Find(identity) is not { } known)
            {
                (unknown ??= []).Add(identity);
                continue;
            }

            See(identity, known, time);
            person = person is null || person.Id == known.Person.Id ? known.Person : Join(person, known.Person, identity, terms, receivedAt);
        }

        return unknown is null ? person! : Attach(person, unknown, time, receivedAt);
    }

    /// <summary>Makes one person of two, where a message that one of them wrote is stored under the other.</summary>
    public Person JoinRow(Person person, long otherId, Identity by, PersonTerms terms, DateTime receivedAt) =>
        Join(persons.Get(otherId), person, by, terms, receivedAt);

    private Person Join(Person first, Person second, Identity by, PersonTerms terms, DateTime receivedAt)
    {
        merge.Merge(first, second, terms, $"one event carries ids of both, the second of kind {by.Kind}", receivedAt);
        return persons.Find(by)!.Value.Person;
    }

    private Person Attach(Person? person, List<Identity> unknown, DateTime time, DateTime receivedAt)
    {
        var isNew = person is null;
        person ??= persons.Create(unknown[0], time, receivedAt);
        foreach (var identity in unknown)
        {
            persons.AddIdentity(person.Id, identity, time);
            foreach (var (_, other) in persons.Namesakes(identity.Value, person.Id))
                rebuild.RebuildIds(other, phoneLocked: true);
        }

        if (isNew && unknown.Count == 1)
            return person;
        rebuild.RebuildIds(person.Id, person.IsLocked(LockedField.Phone));
        return persons.Find(unknown[0])!.Value.Person;
    }

    private void See(Identity identity, (Person Person, long IdentityId, DateTime SeenAt) known, DateTime time)
    {
        if (time <= known.SeenAt)
            return;
        persons.See(known.IdentityId, time);
        if (Psid.MayGiveWay(known.Person.Psid, identity))
            rebuild.RebuildIds(known.Person.Id, known.Person.IsLocked(LockedField.Phone));
    }
}
