using System.Diagnostics;
using Migochat.Data;
using Migochat.Scoring;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>
/// Rescores the leads that are due beside the intake, on its session and under the write lock, in slices of some milliseconds with
/// long rests between them: a lead that is looked at is rescored first, so that here there is no hurry.
/// </summary>
public sealed class BackgroundRescorer(
    MigochatDatabase database,
    ThresholdMarker marker,
    LeadEvaluator judge,
    SharedIntakeSession session,
    WriteLock writeLock,
    Checkpointer checkpointer,
    SettingsReader settings,
    TimeProvider time)
{
    private const int FirstSlice = 10;
    private const int LargestSlice = 1000;
    private const double ShareOfTime = 0.02;

    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(4);

    /// <summary>Until no lead is due that was due at the start, or four minutes are over.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The database can't be written; what is not rescored is still due.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!database.IsReady)
            return;
        await marker.RunIfOthersAsync(await TermsAsync(cancellationToken), cancellationToken);
        var (rows, started, begun) = (FirstSlice, time.GetTimestamp(), time.Now());
        while (time.GetElapsedTime(started) < LongestRun)
        {
            var terms = await TermsAsync(cancellationToken);
            RescoreSlice slice;
            using (await writeLock.EnterAsync(cancellationToken))
                slice = Rescore(begun, rows, terms);
            if (slice.Written.Count == slice.Due && slice.Due < rows)
                return;
            // By the clock that the slice was measured by.
            await Task.Delay(slice.Took * ((1 / ShareOfTime) - 1), TimeProvider.System, cancellationToken);
            rows = Math.Clamp((int)(slice.Written.Count * (WriteLock.Slice / slice.Took)), 1, LargestSlice);
        }
    }

    private RescoreSlice Rescore(DateTime begun, int rows, ScoringThresholds terms)
    {
        var (now, started) = (time.Now(), Stopwatch.GetTimestamp());
        var written = new List<Rescoring>();
        try
        {
            var open = session.Open();
            open.Begin();
            var due = open.Scoring.Due(begun, rows);
            foreach (var id in due)
            {
                var rescoring = judge.Judge(open.Scoring, id, terms, now);
                rescoring.Write(open.Scoring, terms, now);
                written.Add(rescoring);
                if (Stopwatch.GetElapsedTime(started) > WriteLock.Slice)
                    break;
            }

            open.Commit();
            checkpointer.Committed();
            Telemetry.LeadsRescored.Add(written.Count);
            return new RescoreSlice(due.Count, written, Stopwatch.GetElapsedTime(started));
        }
        catch
        {
            session.Close();
            throw;
        }
    }

    private async ValueTask<ScoringThresholds> TermsAsync(CancellationToken cancellationToken) =>
        (await settings.CurrentAsync(cancellationToken)).ScoringThresholds;
}
