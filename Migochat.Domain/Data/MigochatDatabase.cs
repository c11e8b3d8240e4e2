using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace Migochat.Data;

/// <summary>Prepares the database, and tells whether it is ready. A failed preparation is logged and tried again.</summary>
public sealed partial class MigochatDatabase(IDatabaseEngine engine, TimeProvider time, ILogger<MigochatDatabase> logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private Task? _preparation;
    private volatile Task _unattended = Task.CompletedTask;
    private long _failedAt;
    private string? _loggedReason;
    private volatile bool _ready;

    /// <summary>True if the database was prepared and had not to be changed.</summary>
    public bool WasUpToDate { get; private set; }

    /// <summary>The database's error that made the last preparation fail, without paths; null for another reason.</summary>
    public string? FailureCode { get; private set; }

    /// <summary>
    /// True once the database is prepared. Until then every call starts the preparation unless it is running. So a host that may
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
        if (engine.Refusal() is { } refusal)
            LogOnce(refusal);
    }

    /// <summary>Creates the tables, or applies pending migrations; see <see cref="IDatabaseEngine.Prepare"/>.</summary>
    /// <exception cref="InvalidOperationException">The database is foreign, newer than this program, or in use, and was not changed; or none may be used.</exception>
    public Task PrepareAsync(CancellationToken cancellationToken) => PreparationUnderWay().WaitAsync(cancellationToken);

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
            FailureCode = (exception as DbException)?.Code();
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
        switch (engine.Prepare())
        {
            case PreparationOutcome.Created:
                Created(logger, engine.Location);
                break;
            case PreparationOutcome.Migrated:
                Migrated(logger, engine.Location);
                break;
            case PreparationOutcome.Adopted:
                Adopted(logger, engine.Location);
                break;
            default:
                WasUpToDate = true;
                break;
        }

        _ready = true;
    }

    [LoggerMessage(1, LogLevel.Information, "Created the database {Location}")]
    private static partial void Created(ILogger logger, string location);

    [LoggerMessage(2, LogLevel.Information, "Brought the database {Location} up to date")]
    private static partial void Migrated(ILogger logger, string location);

    [LoggerMessage(3, LogLevel.Information, "Adopted the database {Location}")]
    private static partial void Adopted(ILogger logger, string location);

    [LoggerMessage(4, LogLevel.Error, "The database could not be prepared: {Reason}")]
    private static partial void NotPrepared(ILogger logger, string reason);
}
