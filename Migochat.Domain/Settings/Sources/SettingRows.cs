using System.Data.Common;
using Microsoft.Extensions.Logging;
using Migochat.Data;

namespace Migochat.Settings;

/// <summary>The rows of <c>app_settings</c> at their last reading. One caller at a time.</summary>
internal sealed partial class SettingRows(MigochatDatabase database, IDatabaseEngine engine, ILogger logger)
{
    private Dictionary<string, string>? _values;
    private bool _failing;

    /// <summary>Whether they were ever read.</summary>
    public bool AreKnown => _values is not null;

    /// <summary>By key; empty before they were read.</summary>
    public IReadOnlyDictionary<string, string> Values => _values ?? [];

    /// <summary>Reads the rows again. If that fails, or the database is not ready, the last known rows stay.</summary>
    public void Read()
    {
        if (!database.IsReady)
            return;
        try
        {
            _values = Rows();
            if (_failing)
                ReadAgain(logger);
            _failing = false;
        }
        catch (DbException exception)
        {
            if (!_failing)
                NotRead(logger, exception);
            _failing = true;
        }
    }

    private Dictionary<string, string> Rows()
    {
        using var connection = engine.Open();
        using var settings = new Statement(connection, "SELECT key, value FROM app_settings WHERE value IS NOT NULL");
        using var row = settings.Query();
        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        while (row.Read())
            rows[row.Text(0)] = row.Text(1);
        return rows;
    }

    [LoggerMessage(1, LogLevel.Warning, "The settings in the database could not be read; the last known ones stay")]
    private static partial void NotRead(ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Information, "The settings in the database can be read again")]
    private static partial void ReadAgain(ILogger logger);
}
