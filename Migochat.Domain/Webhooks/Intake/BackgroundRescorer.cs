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
    LeadEvaluator evaluator,
    SharedIntakeSession session,
    WriteScopes writes,
    SettingsReader settings,
    TimeProvider time)
{
    private const int FirstSlice = 10;
    private const int LargestSlice = 1000;
    private const double ShareOfTime = 0.02;

    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(4);

    /// <summary>Rescores the leads that are due at the start, for four minutes at most.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The database can't be written; the remaining leads are still due.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!database.IsReady)
            return;
        await marker.RunIfOthersAsync(await ThresholdsAsync(cancellationToken), cancellationToken);
        var (rows, started, begun) = (FirstSlice, time.GetTimestamp(), time.Now());
        while (time.GetElapsedTime(started) < LongestRun)
        {
            var thresholds = await ThresholdsAsync(cancellationToken);
            RescoreSlice slice;
            using (var scope = await writes.EnterAsync(cancellationToken))
                slice = Rescore(scope, begun, rows, thresholds);
            if (slice.Written.Count == slice.Due && slice.Due < rows)
                return;
            // By the clock that the slice was measured by.
            await Task.Delay(slice.Took * ((1 / ShareOfTime) - 1), TimeProvider.System, cancellationToken);
            rows = Math.Clamp((int)(slice.Written.Count * (WriteLock.Slice / slice.Took)), 1, LargestSlice);
        }
    }

    private RescoreSlice Rescore(WriteScope scope, DateTime begun, int rows, ScoringThresholds thresholds)
    {
        var (now, started) = (time.Now(), Stopwatch.GetTimestamp());
        var written = new List<Rescoring>();
        try
        {
            var open = session.Open();
            scope.Begin(open);
            var due = open.Scoring.Due(begun, rows);
            foreach (var id in due)
            {
                var rescoring = evaluator.Evaluate(open.Scoring, id, thresholds, now);
                rescoring.Write(open.Scoring, thresholds, now);
                written.Add(rescoring);
                if (Stopwatch.GetElapsedTime(started) > WriteLock.Slice)
                    break;
            }

            scope.Commit();
            Telemetry.LeadsRescored.Add(written.Count);
            evaluator.LogHot(written);
            return new RescoreSlice(due.Count, written, Stopwatch.GetElapsedTime(started));
        }
        catch
        {
            session.Close();
            throw;
        }
    }

    private async ValueTask<ScoringThresholds> ThresholdsAsync(CancellationToken cancellationToken) =>
        (await settings.CurrentAsync(cancellationToken)).ScoringThresholds;
}
