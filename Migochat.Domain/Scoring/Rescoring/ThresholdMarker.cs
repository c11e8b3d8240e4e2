using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Scoring;

/// <summary>
/// Marks the leads as due whom other thresholds concern, wherever the thresholds were changed. Goes by the effective values and
/// keeps in the file for which it looked and how far it came, so that it costs one look where nothing is new. Works in short
/// slices between the intake's batches; safe to stop, to run twice, and at once.
/// </summary>
public sealed partial class ThresholdMarker(
    SqliteConnections connections,
    WriteLock writeLock,
    Checkpointer checkpointer,
    TimeProvider time,
    ILogger<ThresholdMarker> logger)
{
    // Another instance may rescore by the thresholds of before until its settings are refreshed; a second pass finds whom it did.
    private const int PassesNeeded = 2;

    private const int RowsLookedAt = 5000;
    private const int FirstSlice = 100;

    private static readonly TimeSpan SecondPassAfter = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Slice = WriteLock.LongestSlice;

    // Rescoring comes after it, and the host ends a function after five minutes.
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(30);

    private volatile ScoringThresholds? _seen;

    /// <summary>Does nothing where this process has looked for these terms last, even if not to the end.</summary>
    public Task RunIfOthersAsync(ScoringThresholds terms, CancellationToken cancellationToken) =>
        terms == _seen ? Task.CompletedTask : RunAsync(terms, cancellationToken);

    /// <summary>Runs until all leads are looked through, or half a minute is over.</summary>
    /// <returns>How many leads were marked.</returns>
    public async Task<int> RunAsync(ScoringThresholds terms, CancellationToken cancellationToken)
    {
        using var connection = connections.Open();
        using var store = new ThresholdStore(connection);
        var mark = store.Mark(terms.Name) ?? new ThresholdScan { Terms = terms.Name, FoundAt = time.Now() };
        _seen = terms;
        if (mark.Passes >= PassesNeeded || (mark.Passes > 0 && mark.MarkedTo == 0 && time.Now() < mark.FoundAt + SecondPassAfter))
            return 0;
        var run = new Run(connection, store, mark, terms);
        var isDone = await PassAsync(run, cancellationToken);
        if (isDone)
            (mark.Passes, mark.MarkedTo) = (mark.Passes + 1, 0);
        await WriteAsync(run, [], cancellationToken);
        if (run.Marked > 0)
            Marked(logger, run.Marked, terms.Name, isDone ? "none is left" : "more are to be looked at");
        return run.Marked;
    }

    /// <returns>False if its time was up before the end.</returns>
    private async Task<bool> PassAsync(Run run, CancellationToken cancellationToken)
    {
        var (started, last, size) = (time.GetTimestamp(), run.Store.Last(), FirstSlice);
        while (run.Mark.MarkedTo < last)
        {
            if (time.GetElapsedTime(started) >= LongestRun)
                return false;
            var end = Math.Min(run.Mark.MarkedTo + RowsLookedAt, last);
            foreach (var ids in run.Store.Concerned(run.Mark.MarkedTo, end, run.Terms, time.Now()).Chunk(size))
            {
                cancellationToken.ThrowIfCancellationRequested();
                run.Mark.MarkedTo = ids[^1];
                var took = await WriteAsync(run, ids, cancellationToken);
                if (ids.Length == size)
                    size = Math.Clamp((int)(size * (Slice / took)), 10, 1000);
            }

            run.Mark.MarkedTo = end;
        }

        return true;
    }

    /// <returns>How long the write lock was held.</returns>
    private async Task<TimeSpan> WriteAsync(Run run, long[] ids, CancellationToken cancellationToken)
    {
        using var pass = await writeLock.EnterAsync(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        using var transaction = run.Connection.BeginTransaction(deferred: false);
        foreach (var id in ids)
            run.Store.SetDue(id, time.Now());
        run.Store.SetMark(run.Mark);
        transaction.Commit();
        run.Marked += ids.Length;
        checkpointer.Committed();
        return Stopwatch.GetElapsedTime(started);
    }

    [LoggerMessage(1, LogLevel.Information, "Marked {Leads} leads as due, since the thresholds are others ({Terms}); {Rest}")]
    private static partial void Marked(ILogger logger, int leads, string terms, string rest);

    private sealed record Run(SqliteConnection Connection, ThresholdStore Store, ThresholdScan Mark, ScoringThresholds Terms)
    {
        public int Marked { get; set; }
    }
}
