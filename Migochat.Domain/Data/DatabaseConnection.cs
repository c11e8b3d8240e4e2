using System.Data.Common;

namespace Migochat.Data;

/// <summary>
/// A connection to the database, with what differs between the engines: how a transaction begins, and how times and truths lie
/// in rows. Used by one thread at a time. Dispose it to close it or to give it back to its pool.
/// </summary>
public abstract class DatabaseConnection : IDisposable
{
    private readonly DbConnection _connection;

    protected DatabaseConnection(DbConnection connection)
    {
        _connection = connection;
        Unit = new UnitOfWork(this);
    }

    /// <summary>ADO.NET's own, for libraries that want one.</summary>
    public DbConnection Inner => _connection;

    /// <summary>What the transaction has read ahead and not yet written.</summary>
    internal UnitOfWork Unit { get; }

    /// <summary>True between the beginning of a transaction and its commit or rollback.</summary>
    public bool IsInTransaction { get; private set; }

    /// <summary>Starts a transaction that may write. It waits a few seconds at most for another process that writes.</summary>
    /// <exception cref="DbException">The database can't be written, or another process keeps it.</exception>
    public void BeginWrite() => Begin(BeginWriteText);

    /// <summary>Starts a transaction whose queries all see one state of the database.</summary>
    public void BeginRead() => Begin(BeginReadText);

    /// <summary>Ends a transaction that wrote. Its rows are durable then.</summary>
    /// <exception cref="DbException">
    /// It could not, and nothing is stored. Only if the connection to a server ended in the middle, the rows may be stored all the same.
    /// </exception>
    public virtual void Commit()
    {
        SendAndCommit(Unit.Take());
        IsInTransaction = false;
        Unit.Forget(null);
    }

    /// <summary>Undoes the transaction, unless there is none or the engine has undone it by itself.</summary>
    public void Rollback()
    {
        Unit.Forget(null);
        if (!IsInTransaction)
            return;
        IsInTransaction = false;
        Undo();
    }

    /// <summary>Marks a place in the transaction to go back to.</summary>
    public void Savepoint()
    {
        Unit.Save();
        Run("SAVEPOINT event");
    }

    /// <summary>Forgets the last savepoint and keeps what was done since.</summary>
    public void Release()
    {
        Unit.Save();
        Run(ReleaseText);
    }

    /// <summary>Undoes what was done since the last savepoint, and forgets it.</summary>
    public void RollbackToSavepoint()
    {
        Unit.Forget(null);
        Run("ROLLBACK TO SAVEPOINT event");
        Run(ReleaseText);
    }

    /// <summary>Runs one or more statements that are written in the code.</summary>
    /// <returns>The number of rows changed.</returns>
    public int Execute(string sql)
    {
        Unit.Save();
        Unit.Forget(null);
        return Run(sql);
    }

    /// <summary>The same, without a look at the unit of work.</summary>
    protected int Run(string sql)
    {
        using var command = Command(sql);
        using var reader = command.ExecuteReader();
        // An error of a later statement appears only on the way to its result.
        while (reader.NextResult())
        {
        }

        return reader.RecordsAffected;
    }

    /// <summary>The first column of the first row of a query that is written in the code.</summary>
    public object? Scalar(string sql)
    {
        Unit.Save();
        using var command = Command(sql);
        return command.ExecuteScalar();
    }

    /// <summary>Closes the connection; a transaction that is not committed is undone with it.</summary>
    public void Dispose()
    {
        IsInTransaction = false;
        _connection.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The text of a statement with parameters <c>@0</c>, <c>@1</c> and so on as the engine wants it, and their names.</summary>
    internal abstract (string Sql, IReadOnlyList<string> Parameters) Translate(string sql);

    /// <summary>A parameter's value as the engine stores it.</summary>
    /// <param name="value">A string, whole number, truth, UTC time or null.</param>
    internal abstract object ToStored(object? value);

    /// <summary>UTC.</summary>
    internal abstract DateTime ReadTime(DbDataReader reader, int column);

    /// <summary>The same of a time that may have been written by hand; null if it is none.</summary>
    internal virtual DateTime? ReadTimeByHand(DbDataReader reader, int column) => ReadTime(reader, column);

    internal abstract bool ReadTruth(DbDataReader reader, int column);

    /// <summary>A value that is not null: a string, whole number (<see cref="long"/>), truth or UTC time, by the type of the column.</summary>
    internal abstract object ReadValue(DbDataReader reader, int column);

    /// <summary>Prepares a statement for many rows.</summary>
    internal abstract SetStatement NewSet(SetShape shape);

    /// <summary>Runs statements for all the rows that they collected, in one round trip, and empties them.</summary>
    /// <exception cref="DbException">One of them failed; the transaction, or what was done since its savepoint, must be undone.</exception>
    internal abstract void Send(IReadOnlyList<SetStatement> statements);

    /// <summary>An id for a new row of the table, which nobody else gets. Only in a write transaction.</summary>
    internal abstract long NewId(string table);

    /// <summary>A command with the statement's parameters.</summary>
    internal DbCommand Prepare(string sql)
    {
        var (text, parameters) = Translate(sql);
        var command = Command(text);
        foreach (var name in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    internal DbCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // the text is always one of the code's own
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    private const string ReleaseText = "RELEASE SAVEPOINT event";

    /// <summary>The statements that start a transaction and make this the only writer.</summary>
    protected abstract string BeginWriteText { get; }

    protected abstract string BeginReadText { get; }

    /// <summary>Runs the last statements of the transaction and ends it.</summary>
    /// <exception cref="DbException">One of them failed, or an earlier one had; nothing is stored.</exception>
    private protected virtual void SendAndCommit(IReadOnlyList<SetStatement> statements)
    {
        Send(statements);
        Run("COMMIT");
    }

    /// <summary>Rolls back.</summary>
    protected virtual void Undo() => Run("ROLLBACK");

    private void Begin(string text)
    {
        Unit.Forget(null);
        IsInTransaction = true;
        Run(text);
    }
}
