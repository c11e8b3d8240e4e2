namespace Migochat.Leads;

/// <summary>What became of a person's change.</summary>
public enum LeadEditOutcome
{
    Done,

    /// <summary>There is no such lead.</summary>
    Gone,

    /// <summary>It is not any more as the person saw it.</summary>
    Stale,

    /// <summary>A move that wants a reason came without one.</summary>
    NeedsReason,
}
