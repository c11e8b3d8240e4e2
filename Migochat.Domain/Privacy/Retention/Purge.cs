using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Privacy;

/// <summary>
/// Removes rows and values after their retention, in short slices between the intake's batches: dead letters; changes whose message
/// never came; texts and metadata beyond their retention; and the last bytes of erased rows, if a reader still needed them then.
/// It may run twice, late, and on two instances at once.
/// </summary>
public sealed partial class Purge(
    MigochatDatabase database,
    IDatabaseEngine engine,
    WriteScopes writes,
    SettingsReader settings,
    Eraser eraser,
    TimeProvider time,
    ILogger<Purge> logger)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private const string ExpiredReceipts = "FROM pending_receipts WHERE received_at < @0 AND kind NOT IN ('deletion', 'sent', 'given_up')";

    // A pending deletion prevents a late text from being stored, so it stays as long as texts do.
    private const string ExpiredDeletions = "FROM pending_receipts WHERE received_at < @0 AND kind = 'deletion'";

    private const string ExpiredLetters = "FROM dead_letters WHERE received_at < @0";

    // Their messages stay, without the text.
    private const string ExpiredReplies = "FROM outbox WHERE created_at < @0 AND state NOT IN ('QUEUED', 'SENDING')";

    private readonly RetentionSweep _sweep = new(engine, writes);

    /// <summary>Runs until nothing is left.</summary>
    public async Task<PurgeCounts> RunAsync(CancellationToken cancellationToken)
    {
        if (!await database.IsReadyInTimeAsync(cancellationToken))
            return PurgeCounts.None;
        var retention = (await settings.CurrentAsync(cancellationToken)).Retention;
        var now = time.Now();

        var counts = PurgeCounts.None with
        {
            Waiting = await RemoveAsync("pending_receipts", ExpiredReceipts, now - KeptFor, cancellationToken),
            DeadLetters = await RemoveAsync("dead_letters", ExpiredLetters, now - KeptFor, cancellationToken),
        };
        if (retention is { } kept)
        {
            var deletions = await RemoveAsync("pending_receipts", ExpiredDeletions, now - kept, cancellationToken);
            var swept = await _sweep.RunAsync(now, kept, now - KeptFor, cancellationToken);
            var replies = await RemoveAsync("outbox", ExpiredReplies, now - kept, cancellationToken);
            counts += swept with { Waiting = swept.Waiting + deletions, Replies = replies };
            if ((swept != PurgeCounts.None || replies > 0) && !await engine.ScrubAsync())
                StillRead(logger);
        }

        if (!await eraser.CompleteAsync())
            StillRead(logger);
        Telemetry.TimerRuns.Add(1, new KeyValuePair<string, object?>("timer", "purge_expired"));
        Purged(logger, counts.Messages, counts.Referrals, counts.Waiting, counts.DeadLetters, counts.Replies);
        return counts;
    }

    /// <summary>Counts the rows that a run would change now. Changes nothing.</summary>
    public async Task<PurgePreview> PreviewAsync(CancellationToken cancellationToken)
    {
        var retention = (await settings.CurrentAsync(cancellationToken)).Retention;
        var now = time.Now();
        var counts = PurgeCounts.None with { Waiting = Count(ExpiredReceipts, now - KeptFor), DeadLetters = Count(ExpiredLetters, now - KeptFor) };
        if (retention is { } kept)
        {
            var swept = await _sweep.CountAsync(now, kept, now - KeptFor, cancellationToken);
            counts += swept with { Waiting = swept.Waiting + Count(ExpiredDeletions, now - kept), Replies = Count(ExpiredReplies, now - kept) };
        }

        return new PurgePreview((int?)retention?.TotalDays, now - retention, counts.Messages, counts.Referrals, counts.Waiting, counts.DeadLetters, counts.Replies);
    }

    private async Task<int> RemoveAsync(string table, string expired, DateTime before, CancellationToken cancellationToken)
    {
        using var connection = engine.Open();
        using var remove = new Statement(connection, $"DELETE FROM {table} WHERE id IN (SELECT id {expired} LIMIT @1)");
        return await writes.RepeatAsync(connection, rows => remove.Run(before, rows), cancellationToken);
    }

    private int Count(string expired, DateTime before)
    {
        using var connection = engine.Open();
        using var count = new Statement(connection, $"SELECT count(*) {expired}");
        return (int)count.RunForId(before)!.Value;
    }

    [LoggerMessage(2, LogLevel.Warning, "What was erased or is too old is still in the write-ahead log, since somebody reads an old state of the database")]
    private static partial void StillRead(ILogger logger);

    [LoggerMessage(
        1,
        LogLevel.Information,
        "Removed after their time: the texts of {Messages} messages, the details of {Referrals} referrals, {Pending} receipts that waited for a message, {DeadLetters} dead letters, {Replies} replies of the outbox")]
    private static partial void Purged(ILogger logger, int messages, int referrals, int pending, int deadLetters, int replies);
}

/// <summary>The result of a purge, in rows.</summary>
/// <param name="Messages">Stripped of text and metadata.</param>
/// <param name="Referrals">Stripped of their details.</param>
/// <param name="Waiting">Pending changes: removed, or left without their text.</param>
/// <param name="DeadLetters">Removed.</param>
/// <param name="Replies">Rows of the outbox: removed.</param>
public sealed record PurgeCounts(int Messages, int Referrals, int Waiting, int DeadLetters, int Replies = 0)
{
    public static readonly PurgeCounts None = new(0, 0, 0, 0);

    public static PurgeCounts operator +(PurgeCounts a, PurgeCounts b) =>
        new(a.Messages + b.Messages, a.Referrals + b.Referrals, a.Waiting + b.Waiting, a.DeadLetters + b.DeadLetters, a.Replies + b.Replies);
}

/// <summary>The result that a purge would have now. Times are UTC.</summary>
/// <param name="RetentionDays">The setting; null: texts are kept for ever.</param>
/// <param name="KeptSince">Event time before which texts and metadata are removed; null likewise.</param>
/// <param name="Messages">Would lose text and metadata.</param>
/// <param name="Referrals">Would lose their details.</param>
/// <param name="Waiting">Pending changes: removed, or left without their text.</param>
/// <param name="DeadLetters">Removed.</param>
/// <param name="Replies">Rows of the outbox: removed.</param>
public sealed record PurgePreview(int? RetentionDays, DateTime? KeptSince, int Messages, int Referrals, int Waiting, int DeadLetters, int Replies);
