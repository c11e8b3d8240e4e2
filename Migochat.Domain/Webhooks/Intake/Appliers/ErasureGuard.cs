using Migochat.Data;
using Migochat.Privacy;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>
/// Refuses erased data: events up to the time of an erasure that carry an erased id, and every event about an erased message.
/// Without erasures it reads nothing. For an event later than the last erasure about a known person it reads one column of that
/// person's row.
/// </summary>
/// <param name="store">On the intake's connection.</param>
/// <param name="configured">The hash keys of the settings, for a database that holds none itself.</param>
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
    /// <param name="receivedAt">UTC, for an unreadable item.</param>
    /// <exception cref="ErasureKeyMissingException">There are erasures, and no source has a key to recognise them.</exception>
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
