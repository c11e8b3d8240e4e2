using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace Migochat.Data;

/// <summary>
/// Keeps the tables in one SQLite file. Every change of the file's schema is made on a copy beside it, and the copy replaces
/// the file at the end. So a kill at any moment leaves the old file or the new one.
/// </summary>
public sealed partial class SqliteEngine(SqliteConnections connections, Checkpointer checkpointer, ILegacyFiles adoption, ILoggerFactory loggers) : IDatabaseEngine
{
    private readonly ILogger _logger = loggers.CreateLogger<SqliteEngine>();

    private readonly Lazy<PooledDbContextFactory<SqliteMigochatContext>> _contexts = new(() => new(ContextOptions.Of<SqliteMigochatContext>(loggers, options => options
        .UseSqlite(connections.PooledConnectionString)
        .AddInterceptors(new ConnectionSetup()))));

    public string Location => connections.FilePath;

    public string FilePath => connections.FilePath;

    public string? WriteLockText => null;

    public string? ClockText => null;

    public string? Refusal() => connections.Refusal();

    public Task<DatabaseConnection> OpenPooledAsync(CancellationToken cancellationToken) => Task.FromResult(connections.OpenPooled());

    public DatabaseConnection Open() => connections.Open();

    public DatabaseConnection OpenForIntake() => Open();

    public MigochatDbContext CreateContext() => _contexts.Value.CreateDbContext();

    /// <summary>Always granted: a file has one instance.</summary>
    public IDisposable TryClaim(string task) => new GrantedClaim();

    public void Committed() => checkpointer.Committed();

    public Task<bool> ScrubAsync() => checkpointer.EmptyAsync();

    public void Compact()
    {
        using var connection = connections.Open();
        connection.Execute("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
    }

    public void RemoveOlderCopies() => PreviousFile.Remove(Location);

    public void Backup(string file)
    {
        if (File.Exists(file))
            throw new InvalidOperationException($"{file} exists already; a backup overwrites nothing.");
        if (!File.Exists(Location))
            throw new InvalidOperationException($"There is no database at {Location} to back up.");
        using var source = connections.Open();
        DatabaseFile.Copy((SqliteConnection)source.Inner, file);
    }

    public PreparationOutcome Prepare()
    {
        if (Refusal() is { } refusal)
            throw new InvalidOperationException(refusal);
        var file = Location;
        DatabaseFile.CreateFolder(file);
        using var preparing = DatabaseFile.LockPreparation(file);
        DatabaseFile.RemoveLeftovers(file);
        PreviousFile.Age(file);
        switch (DatabaseFile.Inspect(file, MigrationIds.All))
        {
            case DatabaseFileState.Missing or DatabaseFileState.Empty:
                DatabaseFile.Replace(file, Migrate);
                return PreparationOutcome.Created;
            case DatabaseFileState.Outdated:
                DatabaseFile.Replace(file, copy => { DatabaseFile.CopyExclusively(file, copy); Migrate(copy); KeepPrevious(file); });
                return PreparationOutcome.Migrated;
            case DatabaseFileState.WithoutHistory:
                adoption.Check(file);
                DatabaseFile.Replace(file, copy => { Migrate(copy); adoption.Copy(file, copy); KeepPrevious(file); });
                return PreparationOutcome.Adopted;
            default:
                DatabaseFile.Restrict(file);
                return PreparationOutcome.Current;
        }
    }

    private void Migrate(string file)
    {
        var connectionString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();
        using (var context = new SqliteMigochatContext(ContextOptions.Of<SqliteMigochatContext>(loggers, options => options
            .UseSqlite(connectionString)
            // The file is a copy that nobody else has, and it is thrown away if a migration fails.
            .ConfigureWarnings(warnings => warnings.Ignore(
                SqliteEventId.TableRebuildPendingWarning, RelationalEventId.NonTransactionalMigrationOperationWarning)))))
        {
            context.Database.Migrate();
        }

        using var connection = new SqliteDatabaseConnection(DatabaseFile.Open(file, SqliteOpenMode.ReadWrite));
        adoption.CompleteRows(connection);
    }

    private void KeepPrevious(string file)
    {
        PreviousFile.Keep(file, MigrationIds.All[^1]);
        Kept(_logger, PreviousFile.PathOf(file, MigrationIds.All[^1]));
    }

    private sealed class GrantedClaim : IDisposable
    {
        public void Dispose()
        {
            // Nobody else could have it.
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The database as it was before is kept as {Previous} until the next start but one")]
    private static partial void Kept(ILogger logger, string previous);
}
