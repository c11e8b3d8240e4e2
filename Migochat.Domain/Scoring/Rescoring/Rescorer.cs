using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.People;
using Migochat.Settings;

namespace Migochat.Scoring;

/// <summary>
/// Rescores due leads for the timer, and one lead before it is shown, in short slices between the intake's batches. It evaluates
/// leads before it takes the write lock. If another connection has committed since, it evaluates them again under the lock; while
/// others keep committing, it evaluates them only there. So it may run twice, late, and on two instances at once. A lead
/// whose rescoring a kill interrupts is still due.
/// </summary>
public sealed partial class Rescorer(
    MigochatDatabase database,
    Rereader rereader,
    ThresholdMarker marker,
    LeadEvaluator evaluator,
    SqliteConnections connections,
    WriteScopes writes,
    SettingsReader settings,
    TimeProvider time,
    ILogger<Rescorer> logger) : IDisposable
{
    private const int FirstSlice = 10;

    /// <summary>The share of the time for rescoring while others write.</summary>
    private const double ShareBesideOthers = 0.25;

    // The longest slice allowed: each slice also pays for a commit, and there can be thousands of slices.
    private static readonly TimeSpan Aim = WriteLock.LongestSlice;
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(4);

    private readonly RescoreSessions _sessions = new(connections);

    /// <summary>
    /// The timer's run: it rereads texts with a new lexicon, marks the leads that new thresholds affect, and rescores leads until
    /// none is due or four minutes are over.
    /// </summary>
    public async Task<RescoreRun> RunAsync(CancellationToken cancellationToken)
    {
        if (!await database.IsReadyInTimeAsync(cancellationToken))
            return new RescoreRun(0, 0, IsComplete: true);
        await rereader.RunAsync(cancellationToken);
        await marker.RunAsync(await ThresholdsAsync(cancellationToken), cancellationToken);
        var run = await RescoreDueAsync(cancellationToken);
        Telemetry.TimerRuns.Add(1, new KeyValuePair<string, object?>("timer", "rescore_leads"));
        Rescored(logger, run.Leads, run.Stages, run.IsComplete ? "none is left" : "more are due");
        return run;
    }

    /// <summary>Leads that become due during the run wait for the next one: under load there would be no end.</summary>
    private async Task<RescoreRun> RescoreDueAsync(CancellationToken cancellationToken)
    {
        using var session = new RescoreSession(connections);
        var (leads, stages, rows, started, begun) = (0, 0, FirstSlice, time.GetTimestamp(), time.Now());
        while (time.GetElapsedTime(started) < LongestRun)
        {
            var size = rows;
            var thresholds = await ThresholdsAsync(cancellationToken);
            var sliceStarted = Stopwatch.GetTimestamp();
            var slice = await SliceAsync(session, () => session.Store.Due(begun, size), thresholds, cancellationToken);
            leads += slice.Written.Count;
            stages += slice.Written.Count(rescoring => rescoring.HasMoved);
            // Uses the clock that measured the slice.
            if (session.IsOvertaken)
                await Task.Delay(Stopwatch.GetElapsedTime(sliceStarted) * ((1 / ShareBesideOthers) - 1), TimeProvider.System, cancellationToken);
            if (slice.Due < size && slice.Written.Count == slice.Due)
                return new RescoreRun(leads, stages, IsComplete: true);
            rows = Math.Clamp((int)(slice.Written.Count * (Aim / slice.Took)), 1, 1000);
        }

        return new RescoreRun(leads, stages, IsComplete: false);
    }

    /// <summary>Rescores one lead if it is due, so that a request shows its present values.</summary>
    public async Task RescoreIfDueAsync(long userId, CancellationToken cancellationToken)
    {
        if (!database.IsReady)
            return;
        var thresholds = await ThresholdsAsync(cancellationToken);
        var now = time.Now();
        await _sessions.UseAsync(session => SliceAsync(session, () => session.Store.IsDue(userId, now) ? [userId] : [], thresholds, cancellationToken));
    }

    /// <summary>The parts of a lead's score at this time; null if there is no such lead. Writes nothing.</summary>
    public async Task<Score?> ExplainAsync(long userId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!database.IsReady)
            return null;
        var now = time.Now();
        return await _sessions.UseAsync(session => Task.FromResult(session.Store.Read(userId, now) is { } lead ? Score.Of(lead.Facts, now) : null));
    }

    public void Dispose() => _sessions.Dispose();

    private async ValueTask<ScoringThresholds> ThresholdsAsync(CancellationToken cancellationToken) =>
        (await settings.CurrentAsync(cancellationToken)).ScoringThresholds;

    private async Task<RescoreSlice> SliceAsync(
        RescoreSession session, Func<IReadOnlyList<long>> due, ScoringThresholds thresholds, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var isQuiet = !session.IsOvertaken;
        var (version, ids) = (0L, (IReadOnlyList<long>)[]);
        List<Rescoring> judged = [];
        session.Read(() =>
        {
            (version, ids) = (session.Version(), due());
            if (isQuiet)
                judged = [.. Judge(session, ids, thresholds, now)];
        });
        if (ids.Count == 0)
            return RescoreSlice.Nothing;

        using var scope = await writes.BeginAsync(session, cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var written = new List<Rescoring>(ids.Count);
        session.IsOvertaken = session.Version() != version;
        if (session.IsOvertaken)
            ids = due();
        foreach (var rescoring in session.IsOvertaken || !isQuiet ? Judge(session, ids, thresholds, now) : judged)
        {
            rescoring.Write(session.Store, thresholds, now);
            written.Add(rescoring);
            if (Stopwatch.GetElapsedTime(started) > Aim)
                break;
        }

        scope.Commit();
        Telemetry.LeadsRescored.Add(written.Count);
        evaluator.LogHot(written);
        return new RescoreSlice(ids.Count, written, Stopwatch.GetElapsedTime(started));
    }

    private IEnumerable<Rescoring> Judge(RescoreSession session, IReadOnlyList<long> ids, ScoringThresholds thresholds, DateTime now) =>
        ids.Select(id => evaluator.Evaluate(session.Store, id, thresholds, now));

    [LoggerMessage(1, LogLevel.Information, "Rescored {Leads} leads, {Stages} of them moved to another stage; {Rest}")]
    private static partial void Rescored(ILogger logger, int leads, int stages, string rest);
}
