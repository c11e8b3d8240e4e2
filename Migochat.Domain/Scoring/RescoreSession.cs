using Microsoft.Data.Sqlite;
using Migochat.Data;

namespace Migochat.Scoring;

/// <summary>A connection with scoring's statements on it, for one run. Used by one thread at a time.</summary>
internal sealed class RescoreSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Statement _version;

    /// <exception cref="SqliteException">The file can't be opened.</exception>
    public RescoreSession(SqliteConnections connections)
    {
        _connection = connections.Open();
        Store = new ScoringStore(_connection);
        _version = new Statement(_connection, "PRAGMA data_version");
    }

    public ScoringStore Store { get; }

    /// <summary>Another number as soon as any other connection, of this process or not, has committed anything.</summary>
    public long Version() => _version.RunForId()!.Value;

    /// <summary>A write transaction that is undone unless it is committed.</summary>
    public SqliteTransaction Begin() => _connection.BeginTransaction(deferred: false);

    public void Dispose()
    {
        _version.Dispose();
        Store.Dispose();
        _connection.Dispose();
    }
}
