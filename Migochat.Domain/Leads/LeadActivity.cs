namespace Migochat.Leads;

/// <summary>One line of a lead's audit trail.</summary>
public sealed class LeadActivity
{
    public long Id { get; set; }
    public long UserId { get; set; }

    /// <summary><c>stage_change</c>, <c>merge</c>, <c>note</c> and the like.</summary>
    public required string ActivityType { get; set; }

    public string? OldValue { get; set; }
    public string? NewValue { get; set; }
    public string? Reason { get; set; }
    public DateTime Timestamp { get; set; }
    public bool Automated { get; set; }

    /// <summary>The member of staff, where a person did it.</summary>
    public string? Actor { get; set; }
}
