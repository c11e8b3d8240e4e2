using Microsoft.Data.Sqlite;
using Migochat.Data;
using Migochat.People;

namespace Migochat.Scoring;

/// <summary>A connection with scoring's statements on it, for one run. Used by one thread at a time.</summary>
internal sealed class RescoreSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Statement _version;

    /// <exception cref="SqliteException">The file can't be opened.</exception>
    public RescoreSession(SqliteConnections connections)
    {
        _connection = connections.OpenForIntake();
        // A lead's rows lie apart, and each of its indexes changes: what neighbours share is to be there still.
        _connection.Execute("PRAGMA cache_size=-16384");
        Store = new ScoringStore(_connection, new PersonMemory());
        _version = new Statement(_connection, "PRAGMA data_version");
    }

    public ScoringStore Store { get; }

    /// <summary>Whether others committed between the last reading and its writing: then they do so all the time.</summary>
    public bool IsOvertaken { get; set; }

    /// <summary>Another number as soon as any other connection, of this process or not, has committed anything.</summary>
    public long Version() => _version.RunForId()!.Value;

    /// <summary>Reads all of it at one state of the file, and spares each query the locks of a transaction of its own.</summary>
    public void Read(Action work)
    {
        using var transaction = _connection.BeginTransaction(deferred: true);
        work();
        transaction.Commit();
    }

    /// <summary>Does all of it in one write transaction, or nothing.</summary>
    public void Commit(Action work)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        try
        {
            work();
            transaction.Commit();
        }
        catch
        {
            WalBuffering.Discard(_connection);
            throw;
        }
    }

    public void Dispose()
    {
        _version.Dispose();
        Store.Dispose();
        WalBuffering.Discard(_connection);
        _connection.Dispose();
    }
}
