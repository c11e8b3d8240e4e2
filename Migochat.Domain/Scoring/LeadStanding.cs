using Migochat.Leads;

namespace Migochat.Scoring;

/// <summary>What was decided about a lead so far, by people and by automation. Times are UTC.</summary>
public sealed record LeadStanding
{
    public LeadStage Stage { get; init; }
    public required DateTime LastStageChange { get; init; }

    /// <summary>Null before the first rescoring.</summary>
    public CustomerLabel? Label { get; init; }

    /// <summary>The score that the audit trail last showed.</summary>
    public int AuditedScore { get; init; }

    /// <summary>True if a person set the stage.</summary>
    public bool IsStageLocked { get; init; }

    /// <summary>True if a person set the label.</summary>
    public bool IsLabelLocked { get; init; }
}
