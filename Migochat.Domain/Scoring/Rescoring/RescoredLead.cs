using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Scoring;

/// <summary>An evaluated lead that is to be written. Without an evaluation the lead could not be evaluated and is postponed.</summary>
/// <param name="NewComplaints">The messages that complain and are not in the audit trail yet.</param>
internal sealed record RescoredLead(long UserId, StoredLead? Lead, LeadEvaluation? Evaluation, IReadOnlyList<string> NewComplaints)
{
    private static readonly TimeSpan PutOffFor = TimeSpan.FromDays(1);

    public bool HasMoved => Evaluation?.StageReason is not null;

    /// <summary>True if the lead is hot now and was not before.</summary>
    public bool IsNewlyHot => Evaluation?.Label == CustomerLabel.Hot && Lead?.State.Label != CustomerLabel.Hot;

    /// <summary>Writes all changes of the evaluation. Needs a write transaction.</summary>
    public void Write(ScoringStore store, ScoringThresholds thresholds, DateTime now)
    {
        if (Lead is null || Evaluation is null)
        {
            store.PutOff(UserId, now + PutOffFor);
            return;
        }

        foreach (var change in LeadAudit.Changes(Lead, Evaluation, thresholds))
            store.Record(UserId, change, now);
        foreach (var message in NewComplaints)
            store.RecordComplaint(UserId, message, now);
        store.Write(Lead, Evaluation);
    }
}

/// <summary>The result of a rescoring run.</summary>
/// <param name="Leads">The number of rescored leads.</param>
/// <param name="Stages">The number of them that moved to another stage.</param>
/// <param name="IsComplete">False if due leads are left for the next run.</param>
public sealed record RescoreRun(int Leads, int Stages, bool IsComplete);

/// <summary>The result of one slice of rescoring.</summary>
/// <param name="Due">The number of due leads that it found.</param>
/// <param name="Written">The leads that it had time to write.</param>
/// <param name="Waited">The time that it waited to write.</param>
/// <param name="Took">The time for which nobody else could write.</param>
internal sealed record RescoreSlice(int Due, IReadOnlyList<RescoredLead> Written, TimeSpan Waited, TimeSpan Took);
