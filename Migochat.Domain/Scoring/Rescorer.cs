using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Messaging;
using Migochat.Settings;

namespace Migochat.Scoring;

/// <summary>
/// Rescores the leads that are due, in short slices between the intake's batches. Leads are judged before the gate is entered,
/// and again behind it if anything was committed meanwhile; while others keep committing they are judged behind it alone. So
/// it is safe to run twice, late, and on two instances at once, and what a kill interrupts is still due.
/// </summary>
public sealed partial class Rescorer
{
    private const int FirstSlice = 50;
    private const double WholeTime = 1;

    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(4);

    private readonly MigochatDatabase _database;
    private readonly Rereader _rereader;
    private readonly SqliteConnections _connections;
    private readonly WriteGate _gate;
    private readonly Checkpointer _checkpointer;
    private readonly SettingsReader _settings;
    private readonly TimeProvider _time;
    private readonly ILogger<Rescorer> _logger;

    internal Rescorer(
        MigochatDatabase database,
        Rereader rereader,
        SqliteConnections connections,
        WriteGate gate,
        Checkpointer checkpointer,
        SettingsReader settings,
        TimeProvider time,
        ILogger<Rescorer> logger) =>
        (_database, _rereader, _connections, _gate, _checkpointer, _settings, _time, _logger) =
        (database, rereader, connections, gate, checkpointer, settings, time, logger);

    /// <summary>The timer's run: what another lexicon has read is read again, then leads until none is due, or four minutes are over.</summary>
    public async Task<RescoreRun> RunAsync(CancellationToken cancellationToken)
    {
        await _rereader.RunAsync(cancellationToken);
        var run = await RescoreDueAsync(WholeTime, cancellationToken);
        Telemetry.TimerRuns.Add(1, new KeyValuePair<string, object?>("timer", "rescore_leads"));
        Rescored(_logger, run.Leads, run.Stages, run.IsComplete ? "none is left" : "more are due");
        return run;
    }

    /// <summary>The same without a line in the log.</summary>
    /// <param name="share">Of the time, up to <see cref="WholeTime"/>: after each slice it rests, so that it leaves the rest to the intake.</param>
    /// <param name="cancellationToken">Ends it between two slices.</param>
    internal async Task<RescoreRun> RescoreDueAsync(double share, CancellationToken cancellationToken)
    {
        if (!_database.IsReady)
            return new RescoreRun(0, 0, IsComplete: true);
        var terms = (await _settings.CurrentAsync(cancellationToken)).ScoringTerms;
        using var session = new RescoreSession(_connections);
        // Who hurries takes as long as anything may: the commit's share of it is paid a thousand times.
        var aim = share < WholeTime ? WriteGate.Slice : WriteGate.LongestSlice;
        var (leads, stages, rows, started) = (0, 0, FirstSlice, _time.GetTimestamp());
        while (_time.GetElapsedTime(started) < LongestRun)
        {
            var size = rows;
            var sliceStarted = Stopwatch.GetTimestamp();
            var (written, took) = await SliceAsync(session, now => session.Store.Due(now, size), terms, cancellationToken);
            leads += written.Count;
            stages += written.Count(rescoring => rescoring.HasMoved);
            if (share < WholeTime)
                await Task.Delay(Stopwatch.GetElapsedTime(sliceStarted) * ((WholeTime / share) - 1), _time, cancellationToken);
            if (written.Count < rows)
                return new RescoreRun(leads, stages, IsComplete: true);
            rows = Math.Clamp((int)(rows * (aim / took)), 10, 1000);
        }

        return new RescoreRun(leads, stages, IsComplete: false);
    }

    /// <summary>Rescores one lead, so that who looks at it sees it as it is now.</summary>
    public async Task RescoreIfDueAsync(long userId, CancellationToken cancellationToken)
    {
        if (!_database.IsReady)
            return;
        var terms = (await _settings.CurrentAsync(cancellationToken)).ScoringTerms;
        using var session = new RescoreSession(_connections);
        await SliceAsync(session, now => session.Store.IsDue(userId, now) ? [userId] : [], terms, cancellationToken);
    }

    /// <summary>The parts of a lead's score at this moment; null where there is no such lead. Writes nothing.</summary>
    public Task<Score?> ExplainAsync(long userId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_database.IsReady)
            return Task.FromResult<Score?>(null);
        var now = _time.Now();
        using var session = new RescoreSession(_connections);
        return Task.FromResult(session.Store.Read(userId, now) is { } lead ? Score.Of(lead.Facts, now) : null);
    }

    /// <returns>What was written, and how long the gate was held.</returns>
    private async Task<(IReadOnlyList<Rescoring> Written, TimeSpan Took)> SliceAsync(
        RescoreSession session, Func<DateTime, IReadOnlyList<long>> due, ScoringTerms terms, CancellationToken cancellationToken)
    {
        var now = _time.Now();
        var isQuiet = !session.IsOvertaken;
        var (version, ids) = (0L, (IReadOnlyList<long>)[]);
        List<Rescoring> judged = [];
        session.Read(() =>
        {
            (version, ids) = (session.Version(), due(now));
            if (isQuiet)
                judged = Judge(session, ids, terms, now);
        });
        if (ids.Count == 0)
            return ([], TimeSpan.Zero);

        using var pass = await _gate.EnterAsync(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        session.Commit(() =>
        {
            session.IsOvertaken = session.Version() != version;
            if (session.IsOvertaken || !isQuiet)
                judged = Judge(session, due(now), terms, now);
            foreach (var rescoring in judged)
                rescoring.Write(session.Store, terms, now);
        });
        _checkpointer.Committed();
        Telemetry.LeadsRescored.Add(judged.Count);
        return (judged, Stopwatch.GetElapsedTime(started));
    }

    private List<Rescoring> Judge(RescoreSession session, IReadOnlyList<long> ids, ScoringTerms terms, DateTime now)
    {
        var judged = new List<Rescoring>(ids.Count);
        foreach (var id in ids)
        {
            try
            {
                if (session.Store.Read(id, now) is { } lead)
                    judged.Add(new Rescoring(id, lead, LeadVerdict.Of(lead.Facts, lead.Standing, terms, now)));
            }
            catch (Exception exception) when (exception is FormatException or KeyNotFoundException or ArgumentException or OverflowException)
            {
                NotJudged(_logger, id, exception);
                judged.Add(new Rescoring(id, null, null));
            }
        }

        return judged;
    }

    [LoggerMessage(1, LogLevel.Information, "Rescored {Leads} leads, {Stages} of them moved to another stage; {Rest}")]
    private static partial void Rescored(ILogger logger, int leads, int stages, string rest);

    [LoggerMessage(2, LogLevel.Error, "Lead {UserId} can't be rescored, its row holds what nobody should have written; it is put off for a day")]
    private static partial void NotJudged(ILogger logger, long userId, Exception exception);
}
