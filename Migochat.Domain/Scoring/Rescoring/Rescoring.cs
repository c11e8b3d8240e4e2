using Migochat.Settings;

namespace Migochat.Scoring;

/// <summary>A lead that was judged and is to be written; without a verdict it could not be judged, and is put off.</summary>
internal sealed record Rescoring(long UserId, StoredLead? Lead, LeadEvaluation? Verdict)
{
    private const string Complaint = "complaint";

    private static readonly TimeSpan PutOffFor = TimeSpan.FromDays(1);

    public bool HasMoved => Verdict?.StageReason is not null;

    /// <summary>Writes all that the verdict changes; belongs into a transaction.</summary>
    public void Write(ScoringStore store, ScoringThresholds terms, DateTime now)
    {
        if (Lead is null || Verdict is null)
        {
            store.PutOff(UserId, now + PutOffFor);
            return;
        }

        foreach (var change in LeadAudit.Changes(Lead, Verdict, terms))
            store.Record(UserId, change, now);
        RecordComplaints(store, Lead, now);
        store.Write(Lead, Verdict);
    }

    private static void RecordComplaints(ScoringStore store, StoredLead lead, DateTime now)
    {
        if (lead.Complaints.Count == 0)
            return;
        var recorded = store.Recorded(lead.Id, Complaint);
        foreach (var message in lead.Complaints.Select(id => $"message {id}").Where(message => !recorded.Contains(message)))
            store.Record(lead.Id, new LeadChange(Complaint, null, message, "The customer complains; a person should answer."), now);
    }
}

/// <summary>What a run of rescoring did.</summary>
/// <param name="Leads">How many leads were rescored.</param>
/// <param name="Stages">How many of them moved to another stage.</param>
/// <param name="IsComplete">False if leads that are due are left, for the next run.</param>
public sealed record RescoreRun(int Leads, int Stages, bool IsComplete);

/// <summary>What one slice of rescoring did.</summary>
/// <param name="Due">How many leads it found due.</param>
/// <param name="Written">Those of them that its time was enough for.</param>
/// <param name="Took">How long it held the write lock.</param>
internal sealed record RescoreSlice(int Due, IReadOnlyList<Rescoring> Written, TimeSpan Took)
{
    public static readonly RescoreSlice Nothing = new(0, [], TimeSpan.Zero);
}
