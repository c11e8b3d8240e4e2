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

    /// <summary>Notes the ids of an event for the next round trip.</summary>
    public void Ask(EventSubjects subjects)
    {
        if (_last is null)
            return;
        foreach (var identity in subjects.People)
            store.Ask(identity);
    }

    /// <summary>Notes the messages of an event whose person may be an erased one, after the ids are read.</summary>
    public void AskMessages(EventSubjects subjects)
    {
        if (_last is not { } last)
            return;
        var mayBeErased = subjects.IsOnlyOfMessage || subjects.Time <= last + EventTime.Ahead;
        if (!mayBeErased && subjects.People.All(identity => store.Known(identity) is { At: null, UnknownBefore: null }))
            return;
        foreach (var hash in subjects.Messages.SelectMany(Hasher.AllOfMessage))
            store.Ask(hash);
    }

    /// <summary>Adds what was asked for to a round trip.</summary>
    public void AddTo(ICollection<SetStatement> round) => store.AddTo(round);

    /// <summary>True if nothing of the event may be stored.</summary>
    /// <param name="event">As it was read.</param>
    /// <param name="receivedAt">UTC, for an unreadable item.</param>
    /// <exception cref="ErasureKeyMissingException">There are erasures, and no source has a key to recognise them.</exception>
    public bool Refuses(WebhookEvent @event, DateTime receivedAt)
    {
        if (_last is not { } last)
            return false;
        var subjects = EventSubjects.Of(@event, receivedAt);
        var mayBeErased = subjects.IsOnlyOfMessage || subjects.Time <= last + EventTime.Ahead;
        List<Identity>? younger = null;
        foreach (var identity in subjects.People)
        {
            if (store.Known(identity) is { } known && (known.UnknownBefore is null || subjects.Time > known.UnknownBefore))
            {
                if (subjects.Time <= known.At)
                    return true;
                mayBeErased |= known.At is not null;
                if (known.UnknownBefore is not null)
                    (younger ??= []).Add(identity);
            }
            else if (subjects.Time > last)
            {
                (younger ??= []).Add(identity);
            }
            else if (Find(identity, receivedAt) is { } erased)
            {
                if (subjects.Time <= erased)
                    return true;
                mayBeErased = true;
            }
        }

        // Whether those were erased matters only for an event about an erased message; to know it costs milliseconds.
        return (mayBeErased || younger is not null) && subjects.Messages.Any(key => IsErased(key, receivedAt))
            && (mayBeErased || younger!.Exists(identity => Find(identity, receivedAt) is not null));
    }

    /// <summary>What a new row of an id has to remember. If the event is younger than every erasure, nobody looks: no younger event can be refused.</summary>
    /// <param name="identity">Given to somebody now.</param>
    /// <param name="time">Of the event, UTC.</param>
    /// <param name="receivedAt">UTC.</param>
    public KnownErasure ForNew(Identity identity, DateTime time, DateTime receivedAt)
    {
        if (_last is not { } last || store.Known(identity) is not null)
            return default;
        store.Forget(identity);
        return time > last ? new KnownErasure(null, last) : new KnownErasure(Find(identity, receivedAt), null);
    }

    private DateTime? Find(Identity identity, DateTime now) => Hasher.AllOf(identity).Max(hash => store.Find(hash, now));

    private bool IsErased(string messageKey, DateTime now) => Hasher.AllOfMessage(messageKey).Any(hash => store.Find(hash, now) is not null);
}
