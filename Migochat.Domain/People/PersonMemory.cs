using Migochat.Data;

namespace Migochat.People;

/// <summary>
/// The persons that the intake met last, as their rows are: who writes again soon isn't looked up again. Whatever writes rows
/// that a person is read from forgets them; what others commit, or what is undone, makes it forget all. Used by one thread at a time.
/// </summary>
internal sealed class PersonMemory
{
    /// <summary>Some megabytes; beyond it all are forgotten, and whoever still writes is met again.</summary>
    private const int MostPersons = 4096;

    private readonly Dictionary<Identity, (long UserId, long IdentityId, DateTime SeenAt)> _identities = [];
    private readonly Dictionary<long, Person> _persons = [];
    private long? _version;

    /// <summary>Says at which version the file is, in a transaction that has just begun. Before the first nothing is remembered.</summary>
    /// <param name="version">As <c>PRAGMA data_version</c> has it: another one after somebody else's commit.</param>
    public void Begin(long version)
    {
        if (version != _version)
            Clear();
        _version = version;
    }

    /// <returns>The person, the identity's row and when it was last seen; null where that isn't remembered.</returns>
    public (Person Person, long IdentityId, DateTime SeenAt)? Find(Identity identity) =>
        _identities.TryGetValue(identity, out var known) && _persons.TryGetValue(known.UserId, out var person)
            ? (person, known.IdentityId, known.SeenAt)
            : null;

    /// <summary>Takes up what was read.</summary>
    public void Keep(Identity identity, Person person, long identityId, DateTime seenAt)
    {
        if (_version is null)
            return;
        if (_identities.Count >= MostPersons)
            Clear();
        Keep(person);
        _identities[identity] = (person.Id, identityId, seenAt);
    }

    /// <summary>Takes up a person as their rows are after they were written.</summary>
    public void Keep(Person person)
    {
        if (_version is null)
            return;
        if (_persons.Count >= MostPersons)
            Clear();
        _persons[person.Id] = person;
    }

    /// <summary>Takes up when an identity was last seen.</summary>
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
