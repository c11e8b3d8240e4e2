namespace Migochat.Scoring;

/// <summary>A lead as the database has it.</summary>
/// <param name="Complaints">The rows of messages that complain and may not be in the audit trail yet.</param>
internal sealed record StoredLead(long Id, LeadFacts Facts, LeadStanding Standing, IReadOnlyList<long> Complaints);
