using System.Data.Common;
using System.Diagnostics;

namespace Migochat.Data;

/// <summary>
/// One turn at the write lock. Its transaction is undone unless it was committed, and every commit is announced to the
/// engine. Dispose it to give up the write lock.
/// </summary>
public sealed class WriteScope : IDisposable
{
    private readonly WriteLock.Pass _pass;
    private readonly IDatabaseEngine _engine;
    private IWriteTransaction? _transaction;

    internal WriteScope(WriteLock.Pass pass, IDatabaseEngine engine) => (_pass, _engine) = (pass, engine);

    /// <summary>Starts a transaction; the one before must have ended.</summary>
    internal void Begin(IWriteTransaction transaction)
    {
        _transaction = transaction;
        transaction.Begin();
    }

    /// <summary>The same on a connection without anything of its own to begin.</summary>
    internal void Begin(DatabaseConnection connection) => Begin(new ConnectionTransaction(connection));

    /// <summary>Makes the transaction durable.</summary>
    /// <exception cref="DbException">It could not; nothing is stored.</exception>
    public void Commit()
    {
        _transaction!.Commit();
        _transaction = null;
        _engine.Committed();
    }

    /// <summary>Undoes the transaction, so that another can start in the same turn.</summary>
    public void Rollback()
    {
        var transaction = _transaction;
        _transaction = null;
        transaction?.Rollback();
    }

    public void Dispose()
    {
        try
        {
            Rollback();
        }
        finally
        {
            _pass.Dispose();
        }
    }
}

/// <summary>A transaction on a connection that its owner keeps.</summary>
internal interface IWriteTransaction
{
    void Begin();

    void Commit();

    /// <summary>Does nothing where it did not start, or where SQLite or the end of the connection has undone it.</summary>
    void Rollback();
}

/// <summary>Every write transaction of the process starts here.</summary>
public sealed class WriteScopes(WriteLock writeLock, IDatabaseEngine engine)
{
    private const int FirstRows = 500;

    // Where the disk is slow, fewer would not shorten the slice, which then is all commit.
    private const int FewestRows = 200;

    private const int MostRows = 5000;

    /// <summary>Waits for the write lock and starts a write transaction.</summary>
    /// <param name="connection">Already open, so that nobody waits for its set-up.</param>
    /// <param name="cancellationToken">Has no effect once it is this caller's turn.</param>
    public Task<WriteScope> BeginAsync(DatabaseConnection connection, CancellationToken cancellationToken) =>
        BeginAsync(new ConnectionTransaction(connection), cancellationToken);

    /// <summary>The same on a session with prepared statements.</summary>
    internal async Task<WriteScope> BeginAsync(IWriteTransaction transaction, CancellationToken cancellationToken)
    {
        var scope = await EnterAsync(cancellationToken);
        try
        {
            scope.Begin(transaction);
            return scope;
        }
        catch
        {
            scope.Dispose();
            throw;
        }
    }

    /// <summary>Waits for the write lock alone, for sessions that are opened under it.</summary>
    internal async Task<WriteScope> EnterAsync(CancellationToken cancellationToken) =>
        new(await writeLock.EnterAsync(cancellationToken), engine);

    /// <summary>The same for the intake's own thread, which it blocks.</summary>
    internal WriteScope EnterForIntake() => new(writeLock.EnterForIntake(), engine);

    /// <summary>Repeats a slice until it changes less than it may; each aims at the time that the write lock allows.</summary>
    /// <param name="connection">The slice's.</param>
    /// <param name="slice">Changes at most so many rows, and returns how many it changed.</param>
    /// <param name="cancellationToken">Between slices.</param>
    /// <returns>All rows changed.</returns>
    internal async Task<int> RepeatAsync(DatabaseConnection connection, Func<int, int> slice, CancellationToken cancellationToken)
    {
        var total = 0;
        var rows = FirstRows;
        while (true)
        {
            int changed;
            TimeSpan took;
            using (var scope = await BeginAsync(connection, cancellationToken))
            {
                var started = Stopwatch.GetTimestamp();
                changed = slice(rows);
                if (changed > 0)
                    scope.Commit();
                took = Stopwatch.GetElapsedTime(started);
            }

            total += changed;
            if (changed < rows)
                return total;
            rows = Math.Clamp((int)(rows * (WriteLock.Slice / took)), FewestRows, MostRows);
        }
    }
}

/// <summary>A write transaction of a connection.</summary>
internal sealed class ConnectionTransaction(DatabaseConnection connection) : IWriteTransaction
{
    public void Begin() => connection.BeginWrite();

    public void Commit() => connection.Commit();

    public void Rollback() => connection.Rollback();
}
