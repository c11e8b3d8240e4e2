using Migochat.Leads;

namespace Migochat.Scoring;

/// <summary>A move that automation makes.</summary>
/// <param name="Reason">For the audit trail: names the rule.</param>
internal sealed record StageMove(IReadOnlyList<LeadStage> From, LeadStage To, string Reason, Func<StageCase, bool> When);
