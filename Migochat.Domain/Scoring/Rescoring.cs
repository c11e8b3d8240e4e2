namespace Migochat.Scoring;

/// <summary>A lead that was judged and is to be written; without a verdict it could not be judged, and is put off.</summary>
internal sealed record Rescoring(long UserId, StoredLead? Lead, LeadVerdict? Verdict)
{
    private static readonly TimeSpan PutOffFor = TimeSpan.FromDays(1);

    public bool HasMoved => Verdict?.StageReason is not null;

    /// <summary>Writes all that the verdict changes; belongs into a transaction.</summary>
    public void Write(ScoringStore store, ScoringTerms terms, DateTime now)
    {
        if (Lead is null || Verdict is null)
        {
            store.PutOff(UserId, now + PutOffFor);
            return;
        }

        foreach (var change in LeadAudit.Changes(Lead, Verdict, terms))
            store.Record(UserId, change, now);
        foreach (var messageId in Lead.Complaints)
            store.RecordOnce(UserId, new LeadChange("complaint", null, $"message {messageId}", "The customer complains; a person should answer."), now);
        store.Write(Lead, Verdict);
    }
}
