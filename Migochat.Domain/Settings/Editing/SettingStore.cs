using Migochat.Data;

namespace Migochat.Settings;

/// <summary>The SQL for the settings' rows and the record of their changes. Portable to PostgreSQL but for the parameters' names.</summary>
internal sealed class SettingStore(DatabaseConnection connection) : IDisposable
{
    private readonly Statement _rows = new(connection, "SELECT key, value FROM app_settings WHERE value IS NOT NULL");

    private readonly Statement _set = new(connection, """
        INSERT INTO app_settings (key, value, category, is_sensitive, description, updated_at, updated_by) VALUES (@0, @1, @2, @3, @4, @5, @6)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value, category = excluded.category, is_sensitive = excluded.is_sensitive,
            description = excluded.description, updated_at = excluded.updated_at, updated_by = excluded.updated_by
        """);

    private readonly Statement _remove = new(connection, "DELETE FROM app_settings WHERE key = @0");

    private readonly Statement _record = new(connection, """
        INSERT INTO setting_changes (key, kind, old_value, new_value, actor, changed_at) VALUES (@0, @1, @2, @3, @4, @5)
        """);

    private readonly Statement _lastChange = new(connection, """
        SELECT changed_at, actor, kind FROM setting_changes WHERE key = @0 ORDER BY changed_at DESC, id DESC LIMIT 1
        """);

    private readonly Statement _written = new(connection, "SELECT updated_at, updated_by FROM app_settings WHERE key = @0");

    /// <summary>Every value by its key.</summary>
    public Dictionary<string, string> Rows()
    {
        using var row = _rows.Query();
        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        while (row.Read())
            rows[row.Text(0)] = row.Text(1);
        return rows;
    }

    public void Set(KnownSetting setting, string value, string actor, DateTime now) =>
        _set.Run(setting.Key, value, setting.Category, setting.IsSensitive, setting.Description, now, actor);

    /// <returns>False if there was no row.</returns>
    public bool Remove(string key) => _remove.Run(key) > 0;

    /// <summary>For a sensitive setting neither value is written.</summary>
    public void Record(KnownSetting setting, SettingChangeKind kind, string? oldValue, string? newValue, string actor, DateTime now) => _record.Run(
        setting.Key,
        EnumText.Stored(kind),
        setting.IsSensitive ? null : oldValue,
        setting.IsSensitive ? null : newValue,
        actor,
        now);

    /// <summary>The newest record, unless the row has been written by hand since.</summary>
    public LastSettingChange? LastChange(string key)
    {
        var recorded = Recorded(key);
        return Written(key) is { } written && (recorded is null || written.At > recorded.At) ? written : recorded;
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_rows, _set, _remove, _record, _lastChange, _written])
            statement.Dispose();
    }

    private LastSettingChange? Recorded(string key)
    {
        using var row = _lastChange.Query(key);
        return row.Read() ? new(row.Time(0), row.Text(1), EnumText.FromStored<SettingChangeKind>(row.Text(2))) : null;
    }

    private LastSettingChange? Written(string key)
    {
        using var row = _written.Query(key);
        if (!row.Read())
            return null;
        return new(row.TimeByHandOrNull(0), row.Text(1), SettingChangeKind.Set);
    }
}
