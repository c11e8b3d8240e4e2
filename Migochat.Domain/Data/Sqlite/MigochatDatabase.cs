using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Migochat.Data;

/// <summary>
/// The database file as a whole: creates, migrates and backs it up. Every change of the file's schema is made on a copy
/// beside it, and the copy replaces the file at the end. So a kill at any moment leaves the old file or the new one.
/// </summary>
public sealed partial class MigochatDatabase(SqliteConnections connections, IFileAdoption adoption, TimeProvider time, ILogger<MigochatDatabase> logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private Task? _preparation;
    private volatile Task _unattended = Task.CompletedTask;
    private long _failedAt;
    private string? _loggedReason;
    private volatile bool _ready;

    /// <summary>Absolute.</summary>
    /// <exception cref="InvalidOperationException">The configuration names no file that may be used.</exception>
    public string FilePath => connections.FilePath;

    /// <summary>True if the file was prepared and had not to be changed.</summary>
    public bool WasUpToDate { get; private set; }

    /// <summary>
    /// True once the file is prepared. Until then every call starts the preparation unless it is running. So a host that may
    /// do nothing slow at its start can leave the preparation to the first request.
    /// </summary>
    public bool IsReady
    {
        get
        {
            if (!_ready)
                PrepareUnattended();
            return _ready;
        }
    }

    /// <summary>The same for callers that can wait: it waits for the end of the preparation, five seconds at most.</summary>
    public ValueTask<bool> IsReadyInTimeAsync(CancellationToken cancellationToken) =>
        IsReady ? ValueTask.FromResult(true) : new ValueTask<bool>(WaitAsync(cancellationToken));

    /// <summary>Logs at the start, before the first request, the reason why there can be no database. Does nothing slow.</summary>
    public void LogRefusal()
    {
        if (connections.Refusal() is { } refusal)
            LogOnce(refusal);
    }

    /// <summary>Creates the file, adopts one that another program made from the same contract, or applies pending migrations.</summary>
    /// <exception cref="InvalidOperationException">The file is foreign, newer than this program, or in use, and was not changed; or no file may be used.</exception>
    public Task PrepareAsync(CancellationToken cancellationToken) => PreparationUnderWay().WaitAsync(cancellationToken);

    /// <summary>Writes a consistent copy to a new file while the service runs.</summary>
    public Task BackupAsync(string file, CancellationToken cancellationToken)
    {
        if (File.Exists(file))
            throw new InvalidOperationException($"{file} exists already; a backup overwrites nothing.");
        if (!File.Exists(FilePath))
            throw new InvalidOperationException($"There is no database at {FilePath} to back up.");
        cancellationToken.ThrowIfCancellationRequested();
        using var source = connections.Open();
        DatabaseFile.Copy(source, file);
        return Task.CompletedTask;
    }

    private Task PreparationUnderWay()
    {
        lock (_lock)
        {
            if (_preparation is null || _preparation.IsFaulted)
                _preparation = Task.Run(Prepare);
            return _preparation;
        }
    }

    private async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        await _unattended.WaitAsync(LongestWait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return _ready;
    }

    /// <summary>Starts the preparation without a caller that waits: only the log gets the result. After a failure it pauses before the next start.</summary>
    private void PrepareUnattended()
    {
        lock (_lock)
        {
            if (!_ready && _unattended.IsCompleted && (_failedAt == 0 || time.GetElapsedTime(_failedAt) >= RetryAfter))
                _unattended = PrepareAndLogAsync();
        }
    }

    private async Task PrepareAndLogAsync()
    {
        try
        {
            await PreparationUnderWay();
        }
#pragma warning disable CA1031 // any failure is logged, and a pause follows before the next attempt
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _failedAt = time.GetTimestamp();
            LogOnce(Reason(exception));
        }
    }

    private void LogOnce(string reason)
    {
        if (Interlocked.Exchange(ref _loggedReason, reason) != reason)
            NotPrepared(logger, reason);
    }

    // The messages of these exceptions tell a person what to repair and quote no row. SQLite's own messages can quote one.
    private static string Reason(Exception exception) =>
        exception is InvalidOperationException or IOException or UnauthorizedAccessException ? exception.Message : ExceptionOutline.Whole(exception);

    private void Prepare()
    {
        if (connections.Refusal() is { } refusal)
            throw new InvalidOperationException(refusal);
        DatabaseFile.CreateFolder(FilePath);
        using var preparing = DatabaseFile.LockPreparation(FilePath);
        BringUpToDate();
        _ready = true;
    }

    private void BringUpToDate()
    {
        DatabaseFile.RemoveLeftovers(FilePath);
        PreviousFile.Age(FilePath);
        switch (DatabaseFile.Inspect(FilePath, MigrationIds.All))
        {
            case DatabaseFileState.Missing or DatabaseFileState.Empty:
                DatabaseFile.Replace(FilePath, Migrate);
                Created(logger, FilePath);
                break;
            case DatabaseFileState.Outdated:
                DatabaseFile.Replace(FilePath, copy => { DatabaseFile.CopyExclusively(FilePath, copy); Migrate(copy); PreviousFile.Keep(FilePath, MigrationIds.All[^1]); });
                Migrated(logger, FilePath, PreviousFile.PathOf(FilePath, MigrationIds.All[^1]));
                break;
            case DatabaseFileState.WithoutHistory:
                adoption.Check(FilePath);
                DatabaseFile.Replace(FilePath, copy => { Migrate(copy); adoption.Copy(FilePath, copy); PreviousFile.Keep(FilePath, MigrationIds.All[^1]); });
                Adopted(logger, FilePath, PreviousFile.PathOf(FilePath, MigrationIds.All[^1]));
                break;
            case DatabaseFileState.Current:
                DatabaseFile.Restrict(FilePath);
                WasUpToDate = true;
                break;
        }
    }

    private void Migrate(string file)
    {
        var connectionString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();
        using (var context = new MigochatDbContext(new DbContextOptionsBuilder<MigochatDbContext>().UseSqlite(connectionString).Options))
            context.Database.Migrate();
        using var connection = DatabaseFile.Open(file, SqliteOpenMode.ReadWrite);
        adoption.CompleteRows(connection);
    }

    [LoggerMessage(1, LogLevel.Information, "Created the database {File}")]
    private static partial void Created(ILogger logger, string file);

    [LoggerMessage(2, LogLevel.Information, "Brought the database {File} up to date; as it was before, it is kept as {Previous} until the next start but one")]
    private static partial void Migrated(ILogger logger, string file, string previous);

    [LoggerMessage(3, LogLevel.Information, "Adopted the database {File}; as it was before, it is kept as {Previous} until the next start but one")]
    private static partial void Adopted(ILogger logger, string file, string previous);

    [LoggerMessage(4, LogLevel.Error, "The database could not be prepared: {Reason}")]
    private static partial void NotPrepared(ILogger logger, string reason);
}
