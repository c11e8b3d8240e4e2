using System.Data.Common;

namespace Migochat.Data;

/// <summary>One of the database engines that can hold Migochat's tables. The connection string chooses it.</summary>
public interface IDatabaseEngine
{
    /// <summary>Where the database is, for people: a file's path, or a server and a database. Never a password.</summary>
    /// <exception cref="InvalidOperationException">The configuration names no database that may be used.</exception>
    string Location { get; }

    /// <summary>The absolute path of the database file; null if a server keeps the database.</summary>
    /// <exception cref="InvalidOperationException">The configuration names no database that may be used.</exception>
    string? FilePath { get; }

    /// <summary>The statement that makes a transaction of EF Core's the only writer; null where beginning it does.</summary>
    string? WriteLockText { get; }

    /// <summary>The query of the database's own clock, UTC; null where the database has the clock of this machine.</summary>
    string? ClockText { get; }

    /// <summary>The reason why there can be no database; null if there can be one. Asks no server.</summary>
    string? Refusal();

    /// <summary>Creates the tables, or applies pending migrations. Several processes may do it at the same time.</summary>
    /// <exception cref="InvalidOperationException">The database is foreign, newer than this program, or in use, and was not changed; or none may be used.</exception>
    PreparationOutcome Prepare();

    /// <summary>Opens a connection for a request; disposing it gives it back to the pool. Waits a few seconds for one if all are in use.</summary>
    /// <exception cref="DbException">The database can't be reached or opened.</exception>
    /// <exception cref="InvalidOperationException">The configuration names no database that may be used.</exception>
    Task<DatabaseConnection> OpenPooledAsync(CancellationToken cancellationToken);

    /// <summary>Opens a connection outside the pool, which its owner disposes. It is there for work that must not wait for requests.</summary>
    /// <exception cref="DbException">The database can't be reached or opened.</exception>
    /// <exception cref="InvalidOperationException">The configuration names no database that may be used.</exception>
    DatabaseConnection Open();

    /// <summary>The same for the intake, whose statements look up rows by their keys.</summary>
    /// <exception cref="DbException">The database can't be reached or opened.</exception>
    /// <exception cref="InvalidOperationException">The configuration names no database that may be used.</exception>
    DatabaseConnection OpenForIntake();

    /// <summary>Migochat's tables over this engine. The caller disposes the context.</summary>
    MigochatDbContext CreateContext();

    /// <summary>
    /// Claims a task for this instance until the claim is disposed, the process or its connection ends, or ten minutes have passed by
    /// the database's clock.
    /// </summary>
    /// <param name="task">Its name.</param>
    /// <returns>Null while another instance has the task.</returns>
    /// <exception cref="DbException">The database can't be reached.</exception>
    IDisposable? TryClaim(string task);

    /// <summary>Is told of every commit of this process.</summary>
    void Committed();

    /// <summary>Removes what the engine itself keeps of deleted rows, as far as it can while the service runs.</summary>
    /// <returns>False if something remains for now.</returns>
    Task<bool> ScrubAsync();

    /// <summary>Writes the database anew without the space and the leftovers of deleted rows. Nobody can write meanwhile.</summary>
    /// <exception cref="DbException">The database is in use, or has no room for a second copy of itself.</exception>
    void Compact();

    /// <summary>Removes the copies of an older state that the engine itself made, since they hold deleted rows too.</summary>
    void RemoveOlderCopies();

    /// <summary>Writes a consistent copy to a new file while the service runs.</summary>
    /// <exception cref="InvalidOperationException">There is nothing to copy, the file exists, or the engine has a program of its own for it.</exception>
    void Backup(string file);
}

/// <summary>The result of a preparation.</summary>
public enum PreparationOutcome
{
    /// <summary>The tables were there and up to date.</summary>
    Current,

    Created,

    /// <summary>Pending migrations were applied.</summary>
    Migrated,

    /// <summary>The database of another program, made from the same contract, was taken over.</summary>
    Adopted,
}
