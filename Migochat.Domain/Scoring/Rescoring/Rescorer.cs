using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.People;
using Migochat.Settings;

namespace Migochat.Scoring;

/// <summary>
/// The timer's rescoring, and that of one lead who is looked at, in short slices between the intake's batches. Leads are
/// judged before the write lock is entered, and again behind it if anything was committed meanwhile; while others keep committing
/// they are judged behind it alone. So it is safe to run twice, late, and on two instances at once, and what a kill
/// interrupts is still due.
/// </summary>
public sealed partial class Rescorer(
    MigochatDatabase database,
    Rereader rereader,
    ThresholdMarker marker,
    LeadEvaluator judge,
    SqliteConnections connections,
    WriteLock writeLock,
    Checkpointer checkpointer,
    SettingsReader settings,
    TimeProvider time,
    ILogger<Rescorer> logger)
{
    private const int FirstSlice = 10;

    /// <summary>Of the time, where others are writing too.</summary>
    private const double ShareBesideOthers = 0.25;

    // As long as anything may take: the commit's share of it is paid a thousand times.
    private static readonly TimeSpan Aim = WriteLock.LongestSlice;
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(4);

    /// <summary>
    /// The timer's run: what another lexicon has read is read again, whom other thresholds concern is marked, then leads until
    /// none is due, or four minutes are over.
    /// </summary>
    public async Task<RescoreRun> RunAsync(CancellationToken cancellationToken)
    {
        if (!await database.IsReadyInTimeAsync(cancellationToken))
            return new RescoreRun(0, 0, IsComplete: true);
        await rereader.RunAsync(cancellationToken);
        await marker.RunAsync(await TermsAsync(cancellationToken), cancellationToken);
        var run = await RescoreDueAsync(cancellationToken);
        Telemetry.TimerRuns.Add(1, new KeyValuePair<string, object?>("timer", "rescore_leads"));
        Rescored(logger, run.Leads, run.Stages, run.IsComplete ? "none is left" : "more are due");
        return run;
    }

    /// <summary>Leads that become due meanwhile are left to the next run: under load they never end.</summary>
    private async Task<RescoreRun> RescoreDueAsync(CancellationToken cancellationToken)
    {
        using var session = new RescoreSession(connections);
        var (leads, stages, rows, started, begun) = (0, 0, FirstSlice, time.GetTimestamp(), time.Now());
        while (time.GetElapsedTime(started) < LongestRun)
        {
            var size = rows;
            var terms = await TermsAsync(cancellationToken);
            var sliceStarted = Stopwatch.GetTimestamp();
            var slice = await SliceAsync(session, () => session.Store.Due(begun, size), terms, cancellationToken);
            leads += slice.Written.Count;
            stages += slice.Written.Count(rescoring => rescoring.HasMoved);
            // By the clock that the slice was measured by.
            if (session.IsOvertaken)
                await Task.Delay(Stopwatch.GetElapsedTime(sliceStarted) * ((1 / ShareBesideOthers) - 1), TimeProvider.System, cancellationToken);
            if (slice.Due < size && slice.Written.Count == slice.Due)
                return new RescoreRun(leads, stages, IsComplete: true);
            rows = Math.Clamp((int)(slice.Written.Count * (Aim / slice.Took)), 1, 1000);
        }

        return new RescoreRun(leads, stages, IsComplete: false);
    }

    /// <summary>Rescores one lead, so that who looks at it sees it as it is now.</summary>
    public async Task RescoreIfDueAsync(long userId, CancellationToken cancellationToken)
    {
        if (!database.IsReady)
            return;
        var terms = await TermsAsync(cancellationToken);
        using var session = new RescoreSession(connections);
        var now = time.Now();
        await SliceAsync(session, () => session.Store.IsDue(userId, now) ? [userId] : [], terms, cancellationToken);
    }

    /// <summary>The parts of a lead's score at this moment; null where there is no such lead. Writes nothing.</summary>
    public Task<Score?> ExplainAsync(long userId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!database.IsReady)
            return Task.FromResult<Score?>(null);
        var now = time.Now();
        using var session = new RescoreSession(connections);
        return Task.FromResult(session.Store.Read(userId, now) is { } lead ? Score.Of(lead.Facts, now) : null);
    }

    private async ValueTask<ScoringThresholds> TermsAsync(CancellationToken cancellationToken) =>
        (await settings.CurrentAsync(cancellationToken)).ScoringThresholds;

    private async Task<RescoreSlice> SliceAsync(
        RescoreSession session, Func<IReadOnlyList<long>> due, ScoringThresholds terms, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var isQuiet = !session.IsOvertaken;
        var (version, ids) = (0L, (IReadOnlyList<long>)[]);
        List<Rescoring> judged = [];
        session.Read(() =>
        {
            (version, ids) = (session.Version(), due());
            if (isQuiet)
                judged = [.. Judge(session, ids, terms, now)];
        });
        if (ids.Count == 0)
            return RescoreSlice.Nothing;

        using var pass = await writeLock.EnterAsync(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var written = new List<Rescoring>(ids.Count);
        session.Commit(() =>
        {
            session.IsOvertaken = session.Version() != version;
            if (session.IsOvertaken)
                ids = due();
            foreach (var rescoring in session.IsOvertaken || !isQuiet ? Judge(session, ids, terms, now) : judged)
            {
                rescoring.Write(session.Store, terms, now);
                written.Add(rescoring);
                if (Stopwatch.GetElapsedTime(started) > Aim)
                    break;
            }
        });
        checkpointer.Committed();
        Telemetry.LeadsRescored.Add(written.Count);
        return new RescoreSlice(ids.Count, written, Stopwatch.GetElapsedTime(started));
    }

    private IEnumerable<Rescoring> Judge(RescoreSession session, IReadOnlyList<long> ids, ScoringThresholds terms, DateTime now) =>
        ids.Select(id => judge.Judge(session.Store, id, terms, now));

    [LoggerMessage(1, LogLevel.Information, "Rescored {Leads} leads, {Stages} of them moved to another stage; {Rest}")]
    private static partial void Rescored(ILogger logger, int leads, int stages, string rest);
}
