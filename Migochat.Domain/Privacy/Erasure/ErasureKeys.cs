using System.Security.Cryptography;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Privacy;

/// <summary>The key for the hashes of erased ids: from the settings, else made at random once.</summary>
public sealed class ErasureKeys(IDatabaseEngine engine, WriteScopes writes, SettingsReader settings)
{
    private const int Bytes = 32;

    // If there are erasures, the key was lost, and a new one would not recognise their hashes.
    // If two instances make a key at the same time, the first keeps its own and the second takes that one.
    private const string Keep = """
        INSERT INTO app_settings (key, value, category, is_sensitive, description, updated_by)
        SELECT @0, @1, @2, TRUE, @3, 'migochat' WHERE NOT EXISTS (SELECT 1 FROM erasures)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
        WHERE trim(coalesce(app_settings.value, '')) = ''
        """;

    /// <summary>The hasher that makes new hashes and recognises old ones.</summary>
    /// <exception cref="ErasureKeyMissingException">There are erasures, and no source has the key any more.</exception>
    internal async Task<ErasureHasher> HasherAsync(CancellationToken cancellationToken)
    {
        var configured = (await settings.CurrentAsync(cancellationToken)).List(SettingKeys.ErasureHashKey);
        return new ErasureHasher(configured.Count > 0 ? configured : await MakeAsync(cancellationToken));
    }

    private async Task<IReadOnlyList<string>> MakeAsync(CancellationToken cancellationToken)
    {
        var known = SettingCatalogue.Find(SettingKeys.ErasureHashKey)!;
        using var connection = engine.Open();
        using var keep = new Statement(connection, Keep);
        using var lookup = new ErasureLookup(connection);
        using (var scope = await writes.BeginAsync(connection, cancellationToken))
        {
            keep.Run(known.Key, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)), known.Category, known.Description);
            scope.Commit();
        }

        return lookup.Keys();
    }
}
