namespace Migochat.Scoring;

/// <summary>A line for the audit trail that automation writes.</summary>
/// <param name="Type"><c>stage_change</c> and the like.</param>
internal sealed record LeadChange(string Type, string? Old, string? New, string Reason);
