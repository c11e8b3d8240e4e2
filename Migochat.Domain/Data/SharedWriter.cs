namespace Migochat.Data;

/// <summary>
/// The connection on which the intake, background rescoring and the fetches write, one after the other under the write lock. SQLite drops a
/// connection's cached pages whenever another connection commits, and these commit several times a second.
/// </summary>
public sealed class SharedWriter(IDatabaseEngine engine) : IDisposable
{
    private DatabaseConnection? _connection;

    /// <summary>The connection, open. Only for the holder of the write lock.</summary>
    /// <exception cref="System.Data.Common.DbException">The database can't be opened.</exception>
    public DatabaseConnection Open() => _connection ??= engine.OpenForIntake();

    /// <summary>Lets go of the connection after an error; a transaction that is not committed is undone with it.</summary>
    public void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }

    public void Dispose() => Close();
}
