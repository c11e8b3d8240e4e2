namespace Migochat.Data;

/// <summary>What became of a row that was to be removed.</summary>
public enum RemovalOutcome
{
    Done,

    /// <summary>There is no such row.</summary>
    Gone,

    /// <summary>Other rows point to it; it stays.</summary>
    InUse,
}
