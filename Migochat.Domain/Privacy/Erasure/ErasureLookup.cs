using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Privacy;

/// <summary>The intake's prepared SQL that finds erasures by their hashes.</summary>
internal sealed class ErasureLookup(DatabaseConnection connection) : IDisposable
{
    private readonly Statement _last = new(connection, "SELECT max(erased_at) FROM erasures");

    // A time in the future shows that the clock was ahead then.
    private readonly Statement _find = new(connection, """
        SELECT CASE WHEN erased_at > @1 THEN coalesce(newest_event_at, erased_at) ELSE erased_at END FROM erasures WHERE hash = @0
        """);

    private readonly Statement _key = new(connection, "SELECT value FROM app_settings WHERE key = @0");
    private readonly Statement _before = new(connection, "SELECT erased_before, erasure_unknown_before FROM user_identities WHERE kind = @0 AND value = @1");

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
        using var row = _find.Query(hash, now + EventTime.Ahead);
        return row.Read() ? row.Time(0) : null;
    }

    /// <summary>The hash keys that the database itself holds.</summary>
    public IReadOnlyList<string> Keys()
    {
        using var row = _key.Query(SettingKeys.ErasureHashKey);
        return row.Read() ? SecretText.Parts(row.TextOrNull(0)) : [];
    }

    /// <returns>Null if nobody has the id.</returns>
    public KnownErasure? Known(Identity identity)
    {
        using var row = _before.Query(identity.Kind, identity.Value);
        return row.Read() ? new KnownErasure(row.TimeOrNull(0), row.TimeOrNull(1)) : null;
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_last, _find, _key, _before])
            statement.Dispose();
    }
}

/// <summary>The knowledge about an earlier erasure in the row of an id. Times are UTC.</summary>
/// <param name="At">The time of the erasure; null if the id was not erased.</param>
/// <param name="UnknownBefore">Erasures up to this time were not looked up for the id; null if they were.</param>
internal readonly record struct KnownErasure(DateTime? At, DateTime? UnknownBefore);
