using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Privacy;

/// <summary>
/// Removes what was only kept for a while, in short slices between the intake's batches: dead letters, and what waits for a
/// message that never came; and the last bytes of what was erased, if somebody still read them then. Safe to run twice, late, and on two instances at once.
/// </summary>
public sealed partial class Purge(
    MigochatDatabase database,
    SqliteConnections connections,
    WriteGate gate,
    Checkpointer checkpointer,
    SettingsReader settings,
    Eraser eraser,
    TimeProvider time,
    ILogger<Purge> logger)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private const string OldReceipts = """
        DELETE FROM pending_receipts
        WHERE id IN (SELECT id FROM pending_receipts WHERE received_at < @0 AND kind <> 'deletion' LIMIT @1)
        """;

    // A deletion that waits keeps a text from being stored that comes after all, so it stays as long as texts do.
    private const string OldDeletions = """
        DELETE FROM pending_receipts
        WHERE id IN (SELECT id FROM pending_receipts WHERE received_at < @0 AND kind = 'deletion' LIMIT @1)
        """;

    private const string OldDeadLetters = """
        DELETE FROM dead_letters WHERE id IN (SELECT id FROM dead_letters WHERE received_at < @0 LIMIT @1)
        """;

    /// <summary>Runs until nothing is left.</summary>
    /// <returns>How many rows were removed of what waited, and of the dead letters.</returns>
    public async Task<(int Pending, int DeadLetters)> RunAsync(CancellationToken cancellationToken)
    {
        if (!database.IsReady)
            return default;
        var retention = (await settings.CurrentAsync(cancellationToken)).Retention;
        var now = time.Now();

        var pending = await RemoveAsync(OldReceipts, now - KeptFor, cancellationToken);
        if (retention is { } kept)
            pending += await RemoveAsync(OldDeletions, now - kept, cancellationToken);
        var letters = await RemoveAsync(OldDeadLetters, now - KeptFor, cancellationToken);
        if (!await eraser.CompleteAsync())
            StillRead(logger);
        Telemetry.TimerRuns.Add(1, new KeyValuePair<string, object?>("timer", "purge_expired"));
        Purged(logger, pending, letters);
        return (pending, letters);
    }

    private async Task<int> RemoveAsync(string sql, DateTime before, CancellationToken cancellationToken)
    {
        using var connection = connections.Open();
        using var remove = new Statement(connection, sql);
        return await gate.RepeatAsync(checkpointer, rows => remove.Run(before, rows), cancellationToken);
    }

    [LoggerMessage(2, LogLevel.Warning, "What was erased is still in the write-ahead log, since somebody reads an old state of the database")]
    private static partial void StillRead(ILogger logger);

    [LoggerMessage(1, LogLevel.Information, "Removed after their time: {Pending} receipts that waited for a message, {DeadLetters} dead letters")]
    private static partial void Purged(ILogger logger, int pending, int deadLetters);
}
