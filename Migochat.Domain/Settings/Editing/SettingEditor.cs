using Migochat.Api;
using Migochat.Data;

namespace Migochat.Settings;

/// <summary>
/// The settings as staff see and change them. Every change is recorded in its transaction; of two at once the last one holds.
/// This process goes by a change before it is answered, others within half a minute.
/// </summary>
public sealed class SettingEditor(SqliteConnections connections, WriteLock writeLock, SettingsReader settings, TimeProvider time)
{
    /// <summary>A row was set or removed, and this process goes by it. Handlers must not wait.</summary>
    public event EventHandler<SettingChangedEventArgs>? Changed;

    /// <summary>All of them on one page, in the order of the catalogue, by what the rows say now.</summary>
    public Page<SettingItem> List() => Read((store, snapshot) =>
        new Page<SettingItem>([.. SettingCatalogue.All.Select(setting => SettingItem.Of(setting, snapshot, store.LastChange(setting.Key)))], null));

    public SettingItem Show(KnownSetting setting) => Read((store, snapshot) => SettingItem.Of(setting, snapshot, store.LastChange(setting.Key)));

    /// <summary>Gives the setting a row of its own.</summary>
    /// <param name="setting">Which.</param>
    /// <param name="value">As it was sent.</param>
    /// <param name="actor">The member of staff.</param>
    /// <param name="cancellationToken">Of the request; does nothing any more once it is this change's turn.</param>
    /// <returns>The setting as it is now; null if its rule refuses the value, alone or beside the others.</returns>
    public Task<SettingItem?> SetAsync(KnownSetting setting, string value, string actor, CancellationToken cancellationToken)
    {
        var text = value.Trim();
        return ChangeAsync(setting, store =>
        {
            var before = store.Rows();
            var after = settings.Layered(new Dictionary<string, string>(before, StringComparer.Ordinal) { [setting.Key] = text });
            if (text.Length == 0 || after.Unusable.Contains(setting.Key, StringComparer.Ordinal))
                return false;
            var now = time.Now();
            store.Set(setting, text, actor, now);
            store.Record(setting, SettingChangeKind.Set, before.GetValueOrDefault(setting.Key), text, actor, now);
            return true;
        }, cancellationToken);
    }

    /// <summary>Removes the setting's row, if it has one, so that the next source counts.</summary>
    /// <returns>The setting as it is now; null if what would hold then can't stand beside the others, and the row stays.</returns>
    public Task<SettingItem?> RemoveAsync(KnownSetting setting, string actor, CancellationToken cancellationToken) => ChangeAsync(setting, store =>
    {
        var before = store.Rows();
        var rest = new Dictionary<string, string>(before, StringComparer.Ordinal);
        rest.Remove(setting.Key);
        if (Breaks(setting.Key, settings.Layered(before), settings.Layered(rest)))
            return false;
        if (store.Remove(setting.Key))
            store.Record(setting, SettingChangeKind.Removed, before.GetValueOrDefault(setting.Key), null, actor, time.Now());
        return true;
    }, cancellationToken);

    // A setting that is of no use now is not made worse by taking it away.
    private static bool Breaks(string key, SettingsSnapshot before, SettingsSnapshot after) =>
        after.Unusable.Contains(key, StringComparer.Ordinal) && !before.Unusable.Contains(key, StringComparer.Ordinal);

    private async Task<SettingItem?> ChangeAsync(KnownSetting setting, Func<SettingStore, bool> change, CancellationToken cancellationToken)
    {
        if (!await WriteAsync(change, cancellationToken))
            return null;
        var snapshot = await settings.RefreshAsync(CancellationToken.None);
        Changed?.Invoke(this, new SettingChangedEventArgs(setting));
        return Read((store, _) => SettingItem.Of(setting, snapshot, store.LastChange(setting.Key)));
    }

    private async Task<bool> WriteAsync(Func<SettingStore, bool> change, CancellationToken cancellationToken)
    {
        using var connection = connections.Open();
        using var store = new SettingStore(connection);
        using (await writeLock.EnterAsync(cancellationToken))
        {
            using var transaction = connection.BeginTransaction();
            var isDone = change(store);
            transaction.Commit();
            return isDone;
        }
    }

    private T Read<T>(Func<SettingStore, SettingsSnapshot, T> read)
    {
        using var connection = connections.Open();
        using var store = new SettingStore(connection);
        return read(store, settings.Layered(store.Rows()));
    }
}

/// <summary>When a setting's row was changed last, and by whom.</summary>
/// <param name="At">UTC; null if the row was written by hand with a time that nobody can read.</param>
/// <param name="Actor">The member of staff; <c>admin</c> where none was named.</param>
public sealed record LastSettingChange(DateTime? At, string Actor, SettingChangeKind Kind);

/// <summary>Which setting changed.</summary>
public sealed class SettingChangedEventArgs(KnownSetting setting) : EventArgs
{
    public KnownSetting Setting => setting;
}
