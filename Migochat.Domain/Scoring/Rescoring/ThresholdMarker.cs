using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Scoring;

/// <summary>
/// Marks the leads that changed thresholds affect as due, whichever source changed them, and all leads after a change of the score's
/// rules. It compares the effective values and <see cref="Score.RulesVersion"/>. The database holds what the last scans were for and
/// how far they got, so a run with nothing to do costs two queries. It works in short slices between the intake's batches. It may be
/// stopped, repeated, and run on two instances at once.
/// </summary>
public sealed partial class ThresholdMarker(
    IDatabaseEngine engine,
    WriteScopes writes,
    TimeProvider time,
    ILogger<ThresholdMarker> logger)
{
    // Another instance may rescore by the old thresholds or rules until its settings are refreshed or it is replaced; a second pass
    // finds those leads.
    private const int PassesNeeded = 2;

    private const int RowsLookedAt = 5000;
    private const int FirstSlice = 100;

    private static readonly TimeSpan SecondPassAfter = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Slice = WriteLock.LongestSlice;

    // Rescoring follows in the same function, and the host ends a function after five minutes.
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(30);

    private volatile ScoringThresholds? _seen;

    /// <summary>Does nothing if this process last scanned for these thresholds, even if that scan is incomplete.</summary>
    public Task RunIfOthersAsync(ScoringThresholds thresholds, CancellationToken cancellationToken) =>
        thresholds == _seen ? Task.CompletedTask : RunAsync(thresholds, cancellationToken);

    /// <summary>Runs until all leads are scanned, or for half a minute.</summary>
    /// <returns>The number of leads that were marked.</returns>
    public async Task<int> RunAsync(ScoringThresholds thresholds, CancellationToken cancellationToken)
    {
        using var connection = engine.Open();
        using var store = new ThresholdStore(connection);
        var rules = await RulesAsync(connection, store, cancellationToken);
        _seen = thresholds;
        var marked = await RunAsync(rules, cancellationToken);
        var scan = store.Scan(thresholds.Name) ?? new ThresholdScan { Terms = thresholds.Name, FoundAt = time.Now() };
        return marked + await RunAsync(new Run(connection, store, scan, thresholds), cancellationToken);
    }

    private async Task<Run> RulesAsync(DatabaseConnection connection, ThresholdStore store, CancellationToken cancellationToken)
    {
        if (store.Scan(ThresholdStore.RulesName) is { } scan)
            return new Run(connection, store, scan, Thresholds: null);
        // A database without any scan has no lead that was scored by other rules.
        var passes = store.HasScans() ? 0 : PassesNeeded;
        var run = new Run(connection, store, new ThresholdScan { Terms = ThresholdStore.RulesName, FoundAt = time.Now(), Passes = passes }, Thresholds: null);
        await WriteAsync(run, [], cancellationToken);
        return run;
    }

    private async Task<int> RunAsync(Run run, CancellationToken cancellationToken)
    {
        var scan = run.Scan;
        if (scan.Passes >= PassesNeeded || (scan.Passes > 0 && scan.MarkedTo == 0 && time.Now() < scan.FoundAt + SecondPassAfter))
            return 0;
        var isDone = await PassAsync(run, cancellationToken);
        if (isDone)
            (scan.Passes, scan.MarkedTo) = (scan.Passes + 1, 0);
        await WriteAsync(run, [], cancellationToken);
        if (run.Marked > 0)
            Marked(logger, run.Marked, scan.Terms, isDone ? "none is left" : "more are to be looked at");
        return run.Marked;
    }

    /// <returns>False if its time was up before the end.</returns>
    private async Task<bool> PassAsync(Run run, CancellationToken cancellationToken)
    {
        var (started, last, size) = (time.GetTimestamp(), run.Store.Last(), FirstSlice);
        while (run.Scan.MarkedTo < last)
        {
            if (time.GetElapsedTime(started) >= LongestRun)
                return false;
            var end = Math.Min(run.Scan.MarkedTo + RowsLookedAt, last);
            foreach (var ids in run.Store.Concerned(run.Scan.MarkedTo, end, run.Thresholds, time.Now()).Chunk(size))
            {
                cancellationToken.ThrowIfCancellationRequested();
                run.Scan.MarkedTo = ids[^1];
                var took = await WriteAsync(run, ids, cancellationToken);
                if (ids.Length == size)
                    size = Math.Clamp((int)(size * (Slice / took)), 10, 1000);
            }

            run.Scan.MarkedTo = end;
        }

        return true;
    }

    /// <returns>The time for which the write lock was held.</returns>
    private async Task<TimeSpan> WriteAsync(Run run, long[] ids, CancellationToken cancellationToken)
    {
        using var scope = await writes.BeginAsync(run.Connection, cancellationToken);
        var started = Stopwatch.GetTimestamp();
        foreach (var id in ids)
            run.Store.SetDue(id, time.Now());
        run.Store.SetScan(run.Scan);
        scope.Commit();
        run.Marked += ids.Length;
        return Stopwatch.GetElapsedTime(started);
    }

    [LoggerMessage(1, LogLevel.Information, "Marked {Leads} leads as due, since scoring has changed ({Terms}); {Rest}")]
    private static partial void Marked(ILogger logger, int leads, string terms, string rest);

    /// <param name="Thresholds">Null for a scan that concerns all leads.</param>
    private sealed record Run(DatabaseConnection Connection, ThresholdStore Store, ThresholdScan Scan, ScoringThresholds? Thresholds)
    {
        public int Marked { get; set; }
    }
}
