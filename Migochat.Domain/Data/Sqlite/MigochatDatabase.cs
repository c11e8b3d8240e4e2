using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Migochat.Data;

/// <summary>
/// The database file as a whole: made, brought up to date, backed up. Whatever changes a file's shape is done on a copy
/// beside it, which takes its place at the end, so that a kill at any moment leaves either the old file or the new one.
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

    /// <summary>
    /// True once the file is prepared. Until then every call makes sure that the preparation is on its way, so that a
    /// host that may do nothing slow at its start can let the first request set it off.
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

    /// <summary>The same, for those who can wait: until the preparation has ended, five seconds at most.</summary>
    public ValueTask<bool> IsReadyInTimeAsync(CancellationToken cancellationToken) =>
        IsReady ? ValueTask.FromResult(true) : new ValueTask<bool>(WaitAsync(cancellationToken));

    /// <summary>Logs at once, and not only with the first request, why there can be no database. Does nothing slow.</summary>
    public void LogRefusal()
    {
        if (connections.Refusal() is { } refusal)
            LogOnce(refusal);
    }

    /// <summary>Creates the file, adopts one made from the same contract by other hands, or applies pending migrations.</summary>
    /// <exception cref="InvalidOperationException">The file is something else, newer than this program, or in use, and it is untouched; or there can be none.</exception>
    public Task PrepareAsync(CancellationToken cancellationToken) => PreparationUnderWay().WaitAsync(cancellationToken);

    /// <summary>Writes a consistent copy to a file that does not exist yet, while the service runs.</summary>
    /// <exception cref="InvalidOperationException">The target exists already, or there is no database yet.</exception>
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

    /// <summary>Sets the preparation off with nobody to tell how it ended but the log; after a failure not at once again.</summary>
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
#pragma warning disable CA1031 // whatever it is, it is logged, and not tried again at once
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

    // These say by their message what a person has to mend, and quote no row. SQLite's own can.
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
        switch (DatabaseFile.Inspect(FilePath, MigrationIds.All))
        {
            case DatabaseFileState.Missing or DatabaseFileState.Empty:
                DatabaseFile.Replace(FilePath, Migrate);
                Created(logger, FilePath);
                break;
            case DatabaseFileState.Outdated:
                DatabaseFile.Replace(FilePath, copy => { DatabaseFile.CopyExclusively(FilePath, copy); Migrate(copy); });
                Migrated(logger, FilePath);
                break;
            case DatabaseFileState.WithoutHistory:
                adoption.Check(FilePath);
                DatabaseFile.Replace(FilePath, copy => { Migrate(copy); adoption.Copy(FilePath, copy); });
                Adopted(logger, FilePath);
                break;
            case DatabaseFileState.Current:
                DatabaseFile.Restrict(FilePath);
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

    [LoggerMessage(2, LogLevel.Information, "Brought the database {File} up to date")]
    private static partial void Migrated(ILogger logger, string file);

    [LoggerMessage(3, LogLevel.Information, "Adopted the database {File}")]
    private static partial void Adopted(ILogger logger, string file);

    [LoggerMessage(4, LogLevel.Error, "The database could not be prepared: {Reason}")]
    private static partial void NotPrepared(ILogger logger, string reason);
}
