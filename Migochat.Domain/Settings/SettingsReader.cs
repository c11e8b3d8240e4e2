using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Migochat.Data;

namespace Migochat.Settings;

/// <summary>
/// Reads the settings in layers: a row of <c>app_settings</c>, an app setting or environment variable of the same name, the
/// default. Callers get a snapshot; it is refreshed in the background. A source that fails is logged and its last known
/// values stay.
/// </summary>
public sealed partial class SettingsReader(
    MigochatDatabase database,
    SqliteConnections connections,
    IConfiguration configuration,
    TimeProvider time,
    ILogger<SettingsReader> logger) : BackgroundService
{
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private volatile SettingsSnapshot? _snapshot;
    private IReadOnlyList<string> _unusable = [];
    private Dictionary<string, string> _rows = new(StringComparer.Ordinal);

    /// <summary>The present snapshot; the first call after the database is ready reads it.</summary>
    public ValueTask<SettingsSnapshot> CurrentAsync(CancellationToken cancellationToken)
    {
        var snapshot = _snapshot;
        return snapshot is null ? new ValueTask<SettingsSnapshot>(RefreshAsync(cancellationToken)) : ValueTask.FromResult(snapshot);
    }

    /// <summary>The last snapshot that was made, for who can't wait for one; null before the first.</summary>
    public SettingsSnapshot? Latest => _snapshot;

    /// <summary>Reads every source now.</summary>
    public async Task<SettingsSnapshot> RefreshAsync(CancellationToken cancellationToken)
    {
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            var rowsRead = ReadRows();
            var snapshot = new SettingsSnapshot(Layered());
            TellUnusable(snapshot.Unusable);
            if (rowsRead)
                _snapshot = snapshot;
            return _snapshot ?? snapshot;
        }
        finally
        {
            _refreshing.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(RefreshEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (_snapshot is not null)
                await RefreshAsync(stoppingToken);
        }
    }

    public override void Dispose()
    {
        _refreshing.Dispose();
        base.Dispose();
    }

    private Dictionary<string, string> Layered()
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in SettingCatalogue.All)
        {
            var value = _rows.GetValueOrDefault(setting.Key) is { } row && !string.IsNullOrWhiteSpace(row) ? row : configuration[setting.Key];
            if (!string.IsNullOrWhiteSpace(value))
                values[setting.Key] = value;
        }

        return values;
    }

    /// <summary>Says once which settings can't be used, and again when it is others.</summary>
    private void TellUnusable(IReadOnlyList<string> keys)
    {
        if (keys.Count > 0 && !keys.SequenceEqual(_unusable, StringComparer.Ordinal))
            Unusable(logger, string.Join(", ", keys));
        _unusable = keys;
    }

    private bool ReadRows()
    {
        if (!database.IsReady)
            return false;
        try
        {
            _rows = Rows();
            return true;
        }
        catch (SqliteException exception)
        {
            RowsNotRead(logger, exception);
            return false;
        }
    }

    private Dictionary<string, string> Rows()
    {
        using var connection = connections.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT key, value FROM app_settings WHERE value IS NOT NULL";
        using var reader = command.ExecuteReader();
        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read())
            rows[reader.GetString(0)] = reader.GetString(1);
        return rows;
    }

    [LoggerMessage(1, LogLevel.Warning, "The settings in the database could not be read; the last known ones stay")]
    private static partial void RowsNotRead(ILogger logger, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "Settings that can't be used, so that their defaults hold: {Keys}")]
    private static partial void Unusable(ILogger logger, string keys);
}
