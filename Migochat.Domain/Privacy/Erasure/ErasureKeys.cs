using System.Security.Cryptography;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Privacy;

/// <summary>The key of the hashes that remain of what was erased: that of the settings, else one made at random, once.</summary>
public sealed class ErasureKeys(SqliteConnections connections, WriteLock writeLock, SettingsReader settings)
{
    private const int Bytes = 32;

    // Where somebody was erased a key is lost, and another one would not tell whom.
    // Of two instances that make one at a time, the first keeps its own and the second takes that.
    private const string Keep = """
        INSERT INTO app_settings (key, value, category, is_sensitive, description, updated_by)
        SELECT @0, @1, @2, 1, @3, 'migochat' WHERE NOT EXISTS (SELECT 1 FROM erasures)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
        WHERE trim(coalesce(app_settings.value, '')) = ''
        """;

    /// <summary>What makes new hashes and recognises old ones.</summary>
    /// <exception cref="ErasureKeyMissingException">Somebody was erased, and no source has the key any more.</exception>
    internal async Task<ErasureHasher> HasherAsync(CancellationToken cancellationToken)
    {
        var configured = (await settings.CurrentAsync(cancellationToken)).List(SettingKeys.ErasureHashKey);
        return new ErasureHasher(configured.Count > 0 ? configured : await MakeAsync(cancellationToken));
    }

    private async Task<IReadOnlyList<string>> MakeAsync(CancellationToken cancellationToken)
    {
        var known = SettingCatalogue.Find(SettingKeys.ErasureHashKey)!;
        using var connection = connections.Open();
        using var keep = new Statement(connection, Keep);
        using var lookup = new ErasureLookup(connection);
        using (await writeLock.EnterAsync(cancellationToken))
            keep.Run(known.Key, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)), known.Category, known.Description);
        return lookup.Keys();
    }
}
