using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Scoring;

/// <summary>
/// Marks all leads as due after a change of the thresholds or of the score's rules, whichever source changed them. The database holds
/// what the last scan was for and how far it got, so a run with nothing to do costs one query. It works in short slices between the
/// intake's batches. It may be stopped, repeated, and run on two instances at once.
/// </summary>
public sealed partial class ThresholdMarker(
    IDatabaseEngine engine,
    WriteScopes writes,
    TimeProvider time,
    ILogger<ThresholdMarker> logger)
{
    // Another instance may rescore by the old thresholds or rules until its settings are refreshed or it is replaced; a second pass
    // marks those leads again.
    private const int PassesNeeded = 2;

    private const int FirstSlice = 500;

    private static readonly TimeSpan SecondPassAfter = TimeSpan.FromMinutes(1);

    // Rescoring follows in the same function, and the host ends a function after five minutes.
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(30);

    private volatile ScoringThresholds? _seen;

    /// <summary>Does nothing if this process last scanned for these thresholds, even if that scan is incomplete.</summary>
    public Task RunIfOthersAsync(ScoringThresholds thresholds, CancellationToken cancellationToken) =>
        thresholds == _seen ? Task.CompletedTask : RunAsync(thresholds, cancellationToken);

    /// <summary>Runs until all leads are marked, or for half a minute.</summary>
    /// <returns>The number of leads that were marked.</returns>
    public async Task<int> RunAsync(ScoringThresholds thresholds, CancellationToken cancellationToken)
    {
        using var connection = engine.Open();
        using var store = new ThresholdStore(connection);
        var (last, name) = (store.Scan(), ThresholdStore.NameOf(thresholds));
        _seen = thresholds;
        if (last?.Terms == name)
            return await RunAsync(new Run(connection, store, last), cancellationToken);
        // A database without any scan has no lead that was scored by others.
        var run = new Run(connection, store, new ThresholdScan { Terms = name, FoundAt = time.Now(), Passes = last is null ? PassesNeeded : 0 });
        if (last is null)
            await SetAsync(run, cancellationToken);
        return await RunAsync(run, cancellationToken);
    }

    private async Task<int> RunAsync(Run run, CancellationToken cancellationToken)
    {
        var scan = run.Scan;
        if (scan.Passes >= PassesNeeded || (scan.Passes > 0 && scan.MarkedTo == 0 && time.Now() < scan.FoundAt + SecondPassAfter))
            return 0;
        var (marked, isDone) = await PassAsync(run, cancellationToken);
        if (isDone)
            (scan.Passes, scan.MarkedTo) = (scan.Passes + 1, 0);
        await SetAsync(run, cancellationToken);
        if (marked > 0)
            Marked(logger, marked, scan.Terms, isDone ? "none is left" : "more are to be marked");
        return marked;
    }

    /// <returns>How many leads were marked, and whether those were all.</returns>
    private async Task<(int Marked, bool IsDone)> PassAsync(Run run, CancellationToken cancellationToken)
    {
        var (started, last, size, marked) = (time.GetTimestamp(), run.Store.Last(), FirstSlice, 0);
        while (run.Scan.MarkedTo < last)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (time.GetElapsedTime(started) >= LongestRun)
                return (marked, false);
            using var scope = await writes.BeginAsync(run.Connection, cancellationToken);
            var (begun, end) = (Stopwatch.GetTimestamp(), Math.Min(run.Scan.MarkedTo + size, last));
            marked += run.Store.SetDue(run.Scan.MarkedTo, end, time.Now());
            run.Scan.MarkedTo = end;
            run.Store.SetScan(run.Scan);
            scope.Commit();
            size = Math.Clamp((int)(size * (WriteLock.LongestSlice / Stopwatch.GetElapsedTime(begun))), 100, 5000);
        }

        return (marked, true);
    }

    private async Task SetAsync(Run run, CancellationToken cancellationToken)
    {
        using var scope = await writes.BeginAsync(run.Connection, cancellationToken);
        run.Store.SetScan(run.Scan);
        scope.Commit();
    }

    [LoggerMessage(1, LogLevel.Information, "Marked {Leads} leads as due, since scoring has changed ({Terms}); {Rest}")]
    private static partial void Marked(ILogger logger, int leads, string terms, string rest);

    private sealed record Run(DatabaseConnection Connection, ThresholdStore Store, ThresholdScan Scan);
}
