using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Privacy;

/// <summary>The intake's prepared SQL that finds erasures by their hashes.</summary>
internal sealed class ErasureLookup : IDisposable
{
    private readonly ReadAhead<Identity, KnownErasure> _known;
    private readonly ReadAhead<string, (DateTime ErasedAt, DateTime? NewestEventAt)> _erased;
    private readonly Statement _last;
    private readonly Statement _key;

    public ErasureLookup(DatabaseConnection connection)
    {
        _known = new ReadAhead<Identity, KnownErasure>(
            connection, "user_identities", "SELECT erased_before, erasure_unknown_before FROM user_identities WHERE kind = @0 AND value = @1",
            [ColumnType.Text, ColumnType.Text], (identity, statement) => statement.Add(identity.Kind, identity.Value),
            row => new KnownErasure(row.TimeOrNull(0), row.TimeOrNull(1)));
        _erased = new ReadAhead<string, (DateTime, DateTime?)>(
            connection, "erasures", "SELECT erased_at, newest_event_at FROM erasures WHERE hash = @0", [ColumnType.Text],
            (hash, statement) => statement.Add(hash), row => (row.Time(0), row.TimeOrNull(1)));
        _last = new Statement(connection, "SELECT max(erased_at) FROM erasures");
        _key = new Statement(connection, "SELECT value FROM app_settings WHERE key = @0");
    }

    /// <summary>The latest time (UTC) of any erasure; null if nobody was erased.</summary>
    public DateTime? Last()
    {
        using var row = _last.Query();
        row.Read();
        return row.TimeOrNull(0);
    }

    /// <summary>The time (UTC) at which the id or message with this hash was erased; null if it was not.</summary>
    /// <param name="hash">Under one of the keys.</param>
    /// <param name="now">UTC; a later time counts as that of the newest event that was stored at the erasure.</param>
    public DateTime? Find(string hash, DateTime now)
    {
        if (_erased.Of(hash) is not [var erased])
            return null;
        // A time in the future shows that the clock was ahead then.
        return erased.ErasedAt > now + EventTime.Ahead ? erased.NewestEventAt ?? erased.ErasedAt : erased.ErasedAt;
    }

    /// <summary>The hash keys that the database itself holds.</summary>
    public IReadOnlyList<string> Keys()
    {
        using var row = _key.Query(SettingKeys.ErasureHashKey);
        return row.Read() ? SecretText.Parts(row.TextOrNull(0)) : [];
    }

    /// <returns>Null if nobody has the id.</returns>
    public KnownErasure? Known(Identity identity) => _known.Of(identity) is [var known] ? known : null;

    /// <summary>Somebody gets the id.</summary>
    public void Forget(Identity identity) => _known.Forget(identity);

    /// <summary>Notes an id for the next round trip.</summary>
    public void Ask(Identity identity) => _known.Ask(identity);

    /// <summary>Notes the hash of an id or a message.</summary>
    public void Ask(string hash) => _erased.Ask(hash);

    /// <summary>Adds what was asked for to a round trip.</summary>
    public void AddTo(ICollection<SetStatement> round)
    {
        _known.AddTo(round);
        _erased.AddTo(round);
    }

    public void Dispose()
    {
        foreach (var prepared in (IDisposable[])[_known, _erased, _last, _key])
            prepared.Dispose();
    }
}

/// <summary>The knowledge about an earlier erasure in the row of an id. Times are UTC.</summary>
/// <param name="At">The time of the erasure; null if the id was not erased.</param>
/// <param name="UnknownBefore">Erasures up to this time were not looked up for the id; null if they were.</param>
internal readonly record struct KnownErasure(DateTime? At, DateTime? UnknownBefore);
