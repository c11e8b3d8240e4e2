using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Migochat.Data;

namespace Migochat.Settings;

/// <summary>
/// Reads the settings in layers: a row of <c>app_settings</c>; an app setting or environment variable of the same name; for a
/// sensitive setting a secret in Key Vault; the default. Callers get a snapshot, which is refreshed in the background. If a
/// source fails, that is logged and its last known values stay.
/// </summary>
public sealed partial class SettingsReader(
    MigochatDatabase database,
    IDatabaseEngine engine,
    IConfiguration configuration,
    KeyVaultSecrets vault,
    TimeProvider time,
    ILogger<SettingsReader> logger) : BackgroundService
{
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(30);

    // Never disposed: a request may be refreshing while the host ends, and only the unused wait handle would need it.
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private readonly SettingRows _rows = new(database, engine, logger);
    private volatile SettingsSnapshot? _snapshot;
    private IReadOnlyList<string> _unusable = [];
    private bool _isKeyInDatabase;
    private volatile IReadOnlyDictionary<string, string> _secrets = vault.Values;

    /// <summary>The present snapshot. The first call after the database is ready makes it, and waits for Key Vault's first refresh.</summary>
    public ValueTask<SettingsSnapshot> CurrentAsync(CancellationToken cancellationToken)
    {
        var snapshot = _snapshot;
        return snapshot is null ? new ValueTask<SettingsSnapshot>(FirstAsync(cancellationToken)) : ValueTask.FromResult(snapshot);
    }

    /// <summary>The newest snapshot, for callers that can't wait for one; null before the first.</summary>
    public SettingsSnapshot? Latest => _snapshot;

    /// <summary>False while a source that could have the setting was never read and those before it have no value.</summary>
    public bool Knows(string key) => _snapshot is { } snapshot && (snapshot.Value(key) is not null || vault.Knows(key));

    /// <summary>Reads the rows and the app settings now and adds the known secrets. Key Vault itself is asked only in the background.</summary>
    public async Task<SettingsSnapshot> RefreshAsync(CancellationToken cancellationToken)
    {
        await vault.FirstAsync(cancellationToken);
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            return Read();
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>The same without waiting for Key Vault's first refresh; callers of <see cref="CurrentAsync"/> still do.</summary>
    public async Task<SettingsSnapshot> PeekAsync(CancellationToken cancellationToken)
    {
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            _rows.Read();
            return Layered(_rows.Values);
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>True if Key Vault has given other secrets than the present snapshot was made of.</summary>
    internal bool LacksNewSecrets => _snapshot is not null && !ReferenceEquals(vault.Values, _secrets);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(RefreshEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (_snapshot is not null)
                await RefreshUnattendedAsync(stoppingToken);
        }
    }

    /// <summary>All callers that come before the first snapshot wait for the same reading.</summary>
    private async Task<SettingsSnapshot> FirstAsync(CancellationToken cancellationToken)
    {
        await database.IsReadyInTimeAsync(cancellationToken);
        await vault.FirstAsync(cancellationToken);
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            return _snapshot ?? Read();
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>An exception would end the host. It is logged, and the next tick tries again.</summary>
    private async Task RefreshUnattendedAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RefreshAsync(stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            NotRefreshed(logger, ExceptionOutline.Whole(exception));
        }
    }

    private SettingsSnapshot Read()
    {
        _rows.Read();
        _secrets = vault.Values;
        var snapshot = Layered(_rows.Values);
        LogUnusable(snapshot.Unusable);
        LogKeyInDatabase(snapshot.Source(SettingKeys.ErasureHashKey) == SettingSource.Database);
        // Before the first reading of the rows it is unknown which settings they override.
        if (_rows.AreKnown)
            _snapshot = snapshot;
        return snapshot;
    }

    /// <summary>The effective settings with these rows and the known values of the other sources.</summary>
    /// <param name="rows">Values by key, as <c>app_settings</c> has them.</param>
    internal SettingsSnapshot Layered(IReadOnlyDictionary<string, string> rows)
    {
        var values = new Dictionary<string, SettingValue>(StringComparer.Ordinal);
        foreach (var setting in SettingCatalogue.All)
        {
            if (First(setting, rows) is { } value)
                values[setting.Key] = value;
        }

        return new SettingsSnapshot(values);
    }

    private SettingValue? First(KnownSetting setting, IReadOnlyDictionary<string, string> rows) =>
        From(SettingSource.Database, rows.GetValueOrDefault(setting.Key))
        ?? From(SettingSource.AppSetting, configuration[setting.Key])
        ?? From(SettingSource.KeyVault, _secrets.GetValueOrDefault(setting.Key));

    private static SettingValue? From(SettingSource source, string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : new SettingValue(text, source);

    /// <summary>Logs the unusable settings once, and again when the set of them changes.</summary>
    private void LogUnusable(IReadOnlyList<string> keys)
    {
        if (keys.Count > 0 && !keys.SequenceEqual(_unusable, StringComparer.Ordinal))
            Unusable(logger, string.Join(", ", keys));
        _unusable = keys;
    }

    private void LogKeyInDatabase(bool isThere)
    {
        if (isThere && !_isKeyInDatabase)
            KeyInDatabase(logger, SettingKeys.ErasureHashKey);
        _isKeyInDatabase = isThere;
    }

    [LoggerMessage(5, LogLevel.Warning, "{Key} lies in the database, beside the hashes that it protects: whoever has the file can find erased phone numbers. Move it to an app setting or Key Vault")]
    private static partial void KeyInDatabase(ILogger logger, string key);

    [LoggerMessage(2, LogLevel.Warning, "Settings that break their rule, so that their defaults hold (lists of ids hold as they are): {Keys}")]
    private static partial void Unusable(ILogger logger, string keys);

    [LoggerMessage(4, LogLevel.Error, "The settings could not be refreshed; it is tried again: {Fault}")]
    private static partial void NotRefreshed(ILogger logger, string fault);
}
