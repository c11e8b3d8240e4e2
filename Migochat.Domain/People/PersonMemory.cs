using Migochat.Data;

namespace Migochat.People;

/// <summary>
/// Caches the persons of the intake's latest events as their rows are, so that a person's next event needs no query. Code that
/// writes a row of a person evicts that person. A commit of another connection and a rollback clear the cache. Used by one thread at a time.
/// </summary>
internal sealed class PersonMemory
{
    /// <summary>Some megabytes. Beyond this number the cache is cleared and fills again with the next events.</summary>
    private const int MostPersons = 4096;

    private readonly Dictionary<Identity, (long UserId, long IdentityId, DateTime SeenAt)> _identities = [];
    private readonly Dictionary<long, Person> _persons = [];
    private long? _version;

    /// <summary>Announces the version of the file at the start of a transaction. Before the first call nothing is cached.</summary>
    /// <param name="version"><c>PRAGMA data_version</c>; another connection's commit changes it.</param>
    public void Begin(long version)
    {
        if (version != _version)
            Clear();
        _version = version;
    }

    /// <returns>The person, the identity's row and the time of its latest event; null if they are not cached.</returns>
    public (Person Person, long IdentityId, DateTime SeenAt)? Find(Identity identity) =>
        _identities.TryGetValue(identity, out var known) && _persons.TryGetValue(known.UserId, out var person)
            ? (person, known.IdentityId, known.SeenAt)
            : null;

    /// <summary>Caches the result of a query.</summary>
    public void Keep(Identity identity, Person person, long identityId, DateTime seenAt)
    {
        if (_version is null)
            return;
        if (_identities.Count >= MostPersons)
            Clear();
        Keep(person);
        _identities[identity] = (person.Id, identityId, seenAt);
    }

    /// <summary>Replaces a cached person after a write, with the values of the rows.</summary>
    public void Keep(Person person)
    {
        if (_version is null)
            return;
        if (_persons.Count >= MostPersons)
            Clear();
        _persons[person.Id] = person;
    }

    /// <summary>Updates the time of an identity's latest event.</summary>
    public void See(Identity identity, DateTime time)
    {
        if (_identities.TryGetValue(identity, out var known))
            _identities[identity] = known with { SeenAt = time };
    }

    public void Forget(long userId) => _persons.Remove(userId);

    public void Clear()
    {
        _identities.Clear();
        _persons.Clear();
    }
}
