using Microsoft.Data.Sqlite;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>
/// The intake's session, which rescoring in the background uses too: on a connection of its own each of its commits would
/// cost the intake the pages and the persons that it has at hand. Only for who holds the write lock.
/// </summary>
public sealed class SharedIntakeSession(SqliteConnections connections, SettingsReader settings) : IDisposable
{
    private IntakeSession? _session;

    /// <summary>The one that is open, or a new one.</summary>
    /// <exception cref="SqliteException">The file can't be opened.</exception>
    internal IntakeSession Open() =>
        _session ??= new IntakeSession(connections, () => settings.Latest?.List(SettingKeys.ErasureHashKey) ?? []);

    /// <summary>Undoes what was begun.</summary>
    /// <exception cref="SqliteException">It could not; then <see cref="Close"/> does.</exception>
    public void Rollback() => _session?.Rollback();

    /// <summary>Lets go of the connection; its transaction is undone with it.</summary>
    public void Close()
    {
        _session?.Dispose();
        _session = null;
    }

    public void Dispose() => Close();
}
