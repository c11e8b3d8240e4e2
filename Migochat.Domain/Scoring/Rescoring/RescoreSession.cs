using Microsoft.Data.Sqlite;
using Migochat.Data;
using Migochat.People;

namespace Migochat.Scoring;

/// <summary>A connection with scoring's prepared statements, for one run. Used by one thread at a time.</summary>
internal sealed class RescoreSession : IWriteTransaction, IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Statement _version;
    private SqliteTransaction? _transaction;

    /// <exception cref="SqliteException">The file can't be opened.</exception>
    public RescoreSession(SqliteConnections connections)
    {
        _connection = connections.OpenForIntake();
        // A lead's rows lie apart and each write changes several indexes. The cache keeps the pages that neighbouring leads share.
        _connection.Execute("PRAGMA cache_size=-16384");
        Store = new ScoringStore(_connection, new PersonMemory());
        _version = new Statement(_connection, "PRAGMA data_version");
    }

    public ScoringStore Store { get; }

    /// <summary>True if the connection's file is no longer the one at its path.</summary>
    public bool HasMoved => SqliteNative.HasMoved(_connection);

    /// <summary>Whether another connection committed between the last slice's reading and its writing. The next slice then expects the same.</summary>
    public bool IsOvertaken { get; set; }

    /// <summary>A number that changes with every commit of another connection, of this process or another.</summary>
    public long Version() => _version.RunForId()!.Value;

    /// <summary>Reads everything at one state of the file. It also saves each query the locks of a transaction of its own.</summary>
    public void Read(Action work)
    {
        using var transaction = _connection.BeginTransaction(deferred: true);
        work();
        transaction.Commit();
    }

    public void Begin() => _transaction = _connection.BeginTransaction(deferred: false);

    public void Commit() => _transaction!.Commit();

    public void Rollback()
    {
        WalBuffering.Discard(_connection);
        _transaction?.Dispose();
    }

    public void Dispose()
    {
        _version.Dispose();
        Store.Dispose();
        WalBuffering.Discard(_connection);
        _connection.Dispose();
    }
}
