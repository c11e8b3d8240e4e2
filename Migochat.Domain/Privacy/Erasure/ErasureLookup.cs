using Microsoft.Data.Sqlite;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Privacy;

/// <summary>The intake's prepared SQL that finds erasures by their hashes.</summary>
internal sealed class ErasureLookup(SqliteConnection connection) : IDisposable
{
    private readonly Statement _last = new(connection, "SELECT requested_at FROM deletion_requests ORDER BY id DESC LIMIT 1");
    private readonly Statement _find = new(connection, "SELECT erased_at FROM erasures WHERE hash = @0");
    private readonly Statement _key = new(connection, "SELECT value FROM app_settings WHERE key = @0");
    private readonly Statement _before = new(connection, "SELECT erased_before FROM user_identities WHERE kind = @0 AND value = @1");

    /// <summary>When somebody was last erased or asked for it, UTC; null where nobody ever was.</summary>
    public DateTime? Last()
    {
        using var row = _last.Query();
        return row.Read() ? row.Time(0) : null;
    }

    /// <summary>The time of the erasure with this hash, UTC; null if there is none.</summary>
    public DateTime? Find(string hash)
    {
        using var row = _find.Query(hash);
        return row.Read() ? row.Time(0) : null;
    }

    /// <summary>The hash keys that the database itself holds.</summary>
    public IReadOnlyList<string> Keys()
    {
        using var row = _key.Query(SettingKeys.ErasureHashKey);
        return row.Read() ? SecretText.Parts(row.TextOrNull(0)) : [];
    }

    /// <returns>False where nobody has the id; else whether it was erased before they had it, and when (UTC).</returns>
    public bool IsKnown(Identity identity, out DateTime? erasedBefore)
    {
        using var row = _before.Query(identity.Kind, identity.Value);
        var isKnown = row.Read();
        erasedBefore = isKnown ? row.TimeOrNull(0) : null;
        return isKnown;
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_last, _find, _key, _before])
            statement.Dispose();
    }
}
