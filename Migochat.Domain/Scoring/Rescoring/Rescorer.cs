using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.People;
using Migochat.Settings;

namespace Migochat.Scoring;

/// <summary>
/// Rescores due leads in short slices between the intake's batches: for the timer, soon after the intake touched them, and one
/// lead before it is shown. Each slice finds due leads, evaluates and writes them in one write transaction. So it may run twice,
/// late, and on several instances at once. A lead whose rescoring a kill interrupts is still due.
/// </summary>
public sealed partial class Rescorer(
    MigochatDatabase database,
    IDatabaseEngine engine,
    Rereader rereader,
    ThresholdMarker marker,
    LeadEvaluator evaluator,
    WriteScopes writes,
    SharedWriter writer,
    SettingsReader settings,
    TimeProvider time,
    ILogger<Rescorer> logger)
{
    // Where the commit takes most of a slice, fewer leads would not shorten it.
    private const int SmallestSlice = 50;
    private const int LargestSlice = 1000;

    // After so many leads the slice looks at the time.
    private const int ReadTogether = 25;

    /// <summary>The share of the time for the timer's rescoring while others write.</summary>
    private const double TimerShare = 0.25;

    /// <summary>The share of the time for rescoring after the intake. A lead that is looked at is rescored first, so there is no hurry.</summary>
    private const double BackgroundShare = 0.02;

    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(4);

    // A wait that long shows that somebody else wrote.
    private static readonly TimeSpan Contention = TimeSpan.FromMilliseconds(0.2);

    /// <summary>
    /// The timer's run: it rereads texts with a new lexicon, marks all leads after a change of thresholds or rules, and rescores leads until
    /// none is due or four minutes are over.
    /// </summary>
    public async Task<RescoreRun> RunAsync(CancellationToken cancellationToken)
    {
        if (!await database.IsReadyInTimeAsync(cancellationToken))
            return new RescoreRun(0, 0, IsComplete: true);
        await rereader.RunAsync(cancellationToken);
        await marker.RunAsync(await ThresholdsAsync(cancellationToken), cancellationToken);
        // The longest slice allowed: each slice also pays for a commit, and there can be thousands of slices.
        using var connection = engine.Open();
        var run = await RescoreDueAsync(
            () => connection, WriteLock.LongestSlice, slice => slice.Waited > Contention ? Rest(slice, TimerShare) : TimeSpan.Zero, cancellationToken);
        Telemetry.TimerRuns.Add(1, new KeyValuePair<string, object?>("timer", "rescore_leads"));
        Rescored(logger, run.Leads, run.Stages, run.IsComplete ? "none is left" : "more are due");
        return run;
    }

    /// <summary>Rescores the leads that the intake touched, with long rests in between.</summary>
    /// <exception cref="System.Data.Common.DbException">The database can't be written; the remaining leads are still due.</exception>
    public async Task RunInBackgroundAsync(CancellationToken cancellationToken)
    {
        if (!database.IsReady)
            return;
        await marker.RunIfOthersAsync(await ThresholdsAsync(cancellationToken), cancellationToken);
        await RescoreDueAsync(writer.Open, WriteLock.Slice, slice => Rest(slice, BackgroundShare), cancellationToken);
    }

    /// <summary>Rescores one lead if it is due, so that a request shows its present values.</summary>
    public async Task RescoreIfDueAsync(long userId, CancellationToken cancellationToken)
    {
        if (!database.IsReady)
            return;
        using var connection = await engine.OpenPooledAsync(cancellationToken);
        using var store = new ScoringStore(connection);
        if (store.IsDue(userId, time.Now()))
            await SliceAsync(() => connection, (due, now) => due.IsDue(userId, now) ? [userId] : [], WriteLock.Slice, cancellationToken);
    }

    /// <summary>The parts of a lead's score at this time; null if there is no such lead. Writes nothing.</summary>
    public async Task<Score?> ExplainAsync(long userId, CancellationToken cancellationToken)
    {
        if (!database.IsReady)
            return null;
        using var connection = await engine.OpenPooledAsync(cancellationToken);
        using var store = new ScoringStore(connection);
        var now = time.Now();
        return store.Read([userId], now)[0].Lead is { } lead ? Score.Of(lead.Facts, now) : null;
    }

    /// <summary>Leads that become due during the run wait for the next one: under load there would be no end.</summary>
    private async Task<RescoreRun> RescoreDueAsync(
        Func<DatabaseConnection> connection, TimeSpan aim, Func<RescoreSlice, TimeSpan> rest, CancellationToken cancellationToken)
    {
        var (leads, stages, rows, started, begun) = (0, 0, SmallestSlice, time.GetTimestamp(), time.Now());
        while (time.GetElapsedTime(started) < LongestRun)
        {
            var size = rows;
            var slice = await SliceAsync(connection, (store, _) => store.Due(begun, size), aim, cancellationToken);
            leads += slice.Written.Count;
            stages += slice.Written.Count(rescoring => rescoring.HasMoved);
            if (slice.Due < size && slice.Written.Count == slice.Due)
                return new RescoreRun(leads, stages, IsComplete: true);
            // By the clock that the slice was measured by.
            await Task.Delay(rest(slice), TimeProvider.System, cancellationToken);
            rows = Math.Clamp((int)(slice.Written.Count * (aim / slice.Took)), SmallestSlice, LargestSlice);
        }

        return new RescoreRun(leads, stages, IsComplete: false);
    }

    private async Task<RescoreSlice> SliceAsync(
        Func<DatabaseConnection> open, Func<ScoringStore, DateTime, IReadOnlyList<long>> due, TimeSpan aim, CancellationToken cancellationToken)
    {
        var (thresholds, asked) = (await ThresholdsAsync(cancellationToken), Stopwatch.GetTimestamp());
        using var scope = await writes.EnterAsync(cancellationToken);
        try
        {
            return Slice(scope, open(), due, aim, thresholds, Stopwatch.GetElapsedTime(asked));
        }
        catch (DbException)
        {
            // Still under the write lock. The intake opens its connection anew.
            writer.Close();
            throw;
        }
    }

    private RescoreSlice Slice(
        WriteScope scope, DatabaseConnection connection, Func<ScoringStore, DateTime, IReadOnlyList<long>> due, TimeSpan aim, ScoringThresholds thresholds, TimeSpan waited)
    {
        var (now, started) = (time.Now(), Stopwatch.GetTimestamp());
        scope.Begin(connection);
        using var store = new ScoringStore(connection);
        var ids = due(store, now);
        var written = new List<RescoredLead>(ids.Count);
        foreach (var together in ids.Chunk(ReadTogether))
        {
            foreach (var read in store.Read(together, now))
            {
                var rescoring = evaluator.Evaluate(read, thresholds, now);
                rescoring.Write(store, thresholds, now);
                written.Add(rescoring);
            }

            if (Stopwatch.GetElapsedTime(started) > aim)
                break;
        }

        scope.Commit();
        Telemetry.LeadsRescored.Add(written.Count);
        evaluator.LogHot(written);
        return new RescoreSlice(ids.Count, written, waited, Stopwatch.GetElapsedTime(started));
    }

    private static TimeSpan Rest(RescoreSlice slice, double share) => slice.Took * ((1 / share) - 1);

    private async ValueTask<ScoringThresholds> ThresholdsAsync(CancellationToken cancellationToken) =>
        (await settings.CurrentAsync(cancellationToken)).ScoringThresholds;

    [LoggerMessage(1, LogLevel.Information, "Rescored {Leads} leads, {Stages} of them moved to another stage; {Rest}")]
    private static partial void Rescored(ILogger logger, int leads, int stages, string rest);
}
