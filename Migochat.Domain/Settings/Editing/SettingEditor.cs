using Migochat.Api;
using Migochat.Data;

namespace Migochat.Settings;

/// <summary>
/// Shows and changes the settings for staff. Every change is recorded in its transaction; of two concurrent changes the last
/// one wins. This process applies a change before it answers, other instances within half a minute.
/// </summary>
public sealed class SettingEditor(IDatabaseEngine engine, WriteScopes writes, SettingsReader settings, TimeProvider time)
{
    /// <summary>Raised when a row was set or removed and this process applies it. Handlers must not wait.</summary>
    public event EventHandler<SettingChangedEventArgs>? Changed;

    /// <summary>All settings on one page, in the order of the catalogue, with the present rows.</summary>
    public Task<Page<SettingItem>> ListAsync(CancellationToken cancellationToken) => ReadAsync(
        (store, snapshot) => new Page<SettingItem>([.. SettingCatalogue.All.Select(setting => SettingItem.Of(setting, snapshot, store.LastChange(setting.Key)))], null),
        cancellationToken);

    public Task<SettingItem> ShowAsync(KnownSetting setting, CancellationToken cancellationToken) =>
        ReadAsync((store, snapshot) => SettingItem.Of(setting, snapshot, store.LastChange(setting.Key)), cancellationToken);

    /// <summary>Writes the setting's row.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="value">As it was sent.</param>
    /// <param name="actor">The member of staff.</param>
    /// <param name="cancellationToken">Of the request; without effect once the change has started.</param>
    /// <returns>The setting as it is now; null if its rule refuses the value, alone or together with other settings.</returns>
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

    /// <summary>Removes the setting's row, if there is one, so that the next source counts.</summary>
    /// <returns>The setting as it is now; null if the value of the next source contradicts other settings. The row then stays.</returns>
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

    // If the setting's present value has no effect, removing it does no harm.
    private static bool Breaks(string key, SettingsSnapshot before, SettingsSnapshot after) =>
        after.Unusable.Contains(key, StringComparer.Ordinal) && !before.Unusable.Contains(key, StringComparer.Ordinal);

    private async Task<SettingItem?> ChangeAsync(KnownSetting setting, Func<SettingStore, bool> change, CancellationToken cancellationToken)
    {
        if (!await WriteAsync(change, cancellationToken))
            return null;
        var snapshot = await settings.RefreshAsync(CancellationToken.None);
        Changed?.Invoke(this, new SettingChangedEventArgs(setting));
        return await ReadAsync((store, _) => SettingItem.Of(setting, snapshot, store.LastChange(setting.Key)), CancellationToken.None);
    }

    private async Task<bool> WriteAsync(Func<SettingStore, bool> change, CancellationToken cancellationToken)
    {
        using var connection = await engine.OpenPooledAsync(cancellationToken);
        using var store = new SettingStore(connection);
        using var scope = await writes.BeginAsync(connection, cancellationToken);
        var isDone = change(store);
        scope.Commit();
        return isDone;
    }

    private async Task<T> ReadAsync<T>(Func<SettingStore, SettingsSnapshot, T> read, CancellationToken cancellationToken)
    {
        using var connection = await engine.OpenPooledAsync(cancellationToken);
        using var store = new SettingStore(connection);
        return read(store, settings.Layered(store.Rows()));
    }
}

/// <summary>The last change of a setting's row.</summary>
/// <param name="At">UTC; null if the row was written by hand with an unreadable time.</param>
/// <param name="Actor">The member of staff; <c>admin</c> if the request named none.</param>
public sealed record LastSettingChange(DateTime? At, string Actor, SettingChangeKind Kind);

/// <summary>The changed setting.</summary>
public sealed class SettingChangedEventArgs(KnownSetting setting) : EventArgs
{
    public KnownSetting Setting => setting;
}
