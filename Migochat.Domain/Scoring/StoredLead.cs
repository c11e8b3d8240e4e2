namespace Migochat.Scoring;

/// <summary>A lead as the database has it.</summary>
/// <param name="Score">As it was last written.</param>
/// <param name="Complaints">The rows of messages that complain and may not be in the audit trail yet.</param>
internal sealed record StoredLead(long Id, int Score, LeadFacts Facts, LeadStanding Standing, IReadOnlyList<long> Complaints)
{
    /// <summary>Whether the verdict changes nothing that is stored, but for when it will.</summary>
    public bool IsLeftBy(LeadVerdict verdict) =>
        verdict.Score.Points == Score
        && verdict.Label == Standing.Label
        && verdict.Type == Facts.Type
        && verdict.Stage == Standing.Stage
        && verdict.LastStageChange == Standing.LastStageChange
        && LeadAudit.AuditedScore(this, verdict) == Standing.AuditedScore;
}
