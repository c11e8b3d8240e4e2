using Migochat.Data;
using Migochat.Http;
using Migochat.Scoring;

namespace Migochat.Settings;

/// <summary>
/// The settings as staff see and change them. Every change is recorded in its transaction; of two at once the last one holds.
/// This process goes by a change before it is answered, others within half a minute.
/// </summary>
public sealed class SettingBook
{
    private readonly SqliteConnections _connections;
    private readonly WriteGate _gate;
    private readonly SettingsReader _settings;
    private readonly RescoreNudge _nudge;
    private readonly TimeProvider _time;

    internal SettingBook(SqliteConnections connections, WriteGate gate, SettingsReader settings, RescoreNudge nudge, TimeProvider time) =>
        (_connections, _gate, _settings, _nudge, _time) = (connections, gate, settings, nudge, time);

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
            var after = _settings.Layered(new Dictionary<string, string>(before, StringComparer.Ordinal) { [setting.Key] = text });
            if (text.Length == 0 || after.Unusable.Contains(setting.Key, StringComparer.Ordinal))
                return false;
            var now = _time.Now();
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
        if (Breaks(setting.Key, _settings.Layered(before), _settings.Layered(rest)))
            return false;
        if (store.Remove(setting.Key))
            store.Record(setting, SettingChangeKind.Removed, before.GetValueOrDefault(setting.Key), null, actor, _time.Now());
        return true;
    }, cancellationToken);

    // A setting that is of no use now is not made worse by taking it away.
    private static bool Breaks(string key, SettingsSnapshot before, SettingsSnapshot after) =>
        after.Unusable.Contains(key, StringComparer.Ordinal) && !before.Unusable.Contains(key, StringComparer.Ordinal);

    private async Task<SettingItem?> ChangeAsync(KnownSetting setting, Func<SettingStore, bool> change, CancellationToken cancellationToken)
    {
        if (!await WriteAsync(change, cancellationToken))
            return null;
        var snapshot = await _settings.RefreshAsync(CancellationToken.None);
        if (setting.Key is SettingKeys.LeadScoringThreshold or SettingKeys.LeadWarmThreshold or SettingKeys.LeadLostAfterDays)
            _nudge.Nudge();
        return Read((store, _) => SettingItem.Of(setting, snapshot, store.LastChange(setting.Key)));
    }

    private async Task<bool> WriteAsync(Func<SettingStore, bool> change, CancellationToken cancellationToken)
    {
        using var connection = _connections.Open();
        using var store = new SettingStore(connection);
        using (await _gate.EnterAsync(cancellationToken))
        {
            using var transaction = connection.BeginTransaction();
            var isDone = change(store);
            transaction.Commit();
            return isDone;
        }
    }

    private T Read<T>(Func<SettingStore, SettingsSnapshot, T> read)
    {
        using var connection = _connections.Open();
        using var store = new SettingStore(connection);
        return read(store, _settings.Layered(store.Rows()));
    }
}
