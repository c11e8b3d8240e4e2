using Microsoft.Data.Sqlite;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>
/// The intake's session. Background rescoring uses it too: commits of another connection would evict the intake's cached pages
/// and persons. Only for holders of the write lock.
/// </summary>
public sealed class SharedIntakeSession(SqliteConnections connections, SettingsReader settings) : IDisposable
{
    private IntakeSession? _session;

    /// <summary>The one that is open, or a new one.</summary>
    /// <exception cref="SqliteException">The file can't be opened.</exception>
    internal IntakeSession Open() =>
        _session ??= new IntakeSession(connections, () => settings.Latest?.List(SettingKeys.ErasureHashKey) ?? []);

    /// <summary>Rolls the present transaction back.</summary>
    /// <exception cref="SqliteException">The rollback failed; <see cref="Close"/> then does it.</exception>
    public void Rollback() => _session?.Rollback();

    /// <summary>Lets go of the connection; its transaction is undone with it.</summary>
    public void Close()
    {
        _session?.Dispose();
        _session = null;
    }

    public void Dispose() => Close();
}
