namespace Migochat.Webhooks;

/// <summary>What became of a dead letter that was read again.</summary>
public enum ReplayOutcome
{
    /// <summary>Everything in it is stored now, or need not be; the dead letter is removed.</summary>
    Stored,

    /// <summary>Something in it still can't be stored; the dead letter stays.</summary>
    Kept,

    /// <summary>There is no such dead letter, or no more. 404.</summary>
    Gone,

    /// <summary>The database can't be written now, or too much waits; nothing was done. 503.</summary>
    Unavailable,
}
