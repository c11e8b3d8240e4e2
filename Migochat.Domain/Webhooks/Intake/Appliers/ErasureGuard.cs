using Migochat.Data;
using Migochat.Privacy;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>
/// Keeps out what was erased: an event that carries an erased id and is not younger than the erasure, and whatever is said
/// of an erased message. Looks at nothing while nobody was erased; of what is younger than the last erasure, and about
/// somebody known, at one column of their row.
/// </summary>
/// <param name="store">On the intake's connection.</param>
/// <param name="configured">The hash keys as the settings have them, for where the database itself holds none.</param>
internal sealed class ErasureGuard(ErasureLookup store, Func<IReadOnlyList<string>> configured)
{
    private DateTime? _last;
    private ErasureHasher? _hasher;

    private ErasureHasher Hasher => _hasher ??= new ErasureHasher(store.Keys() is { Count: > 0 } keys ? keys : configured());

    /// <summary>To be called in every transaction before its first event: another process may have erased somebody.</summary>
    public void Begin()
    {
        _last = store.Last();
        _hasher = null;
    }

    /// <summary>True if nothing of the event may be stored.</summary>
    /// <param name="event">As it was read.</param>
    /// <param name="receivedAt">UTC, for an item that nobody could read.</param>
    /// <exception cref="ErasureKeyMissingException">Somebody was erased, and no source has a key to tell whom.</exception>
    public bool Refuses(WebhookEvent @event, DateTime receivedAt)
    {
        if (_last is not { } last)
            return false;
        var naming = EventSubjects.Of(@event, receivedAt);
        var mayBeErased = naming.IsOnlyOfMessage || naming.Time <= last + EventTime.Ahead;
        foreach (var identity in naming.People)
        {
            if (Erased(identity) is not { } erased)
                continue;
            if (naming.Time <= erased)
                return true;
            mayBeErased = true;
        }

        return mayBeErased && naming.Messages.Any(IsErased);
    }

    /// <summary>When the id was erased, UTC; null: never.</summary>
    public DateTime? Erased(Identity identity)
    {
        if (_last is null)
            return null;
        return store.IsKnown(identity, out var before) ? before : Hasher.AllOf(identity).Max(store.Find);
    }

    private bool IsErased(string messageKey) => Hasher.AllOfMessage(messageKey).Any(hash => store.Find(hash) is not null);
}
