using System.Text.Json.Serialization;

namespace Migochat.Webhooks;

/// <summary>Which dead letter a delivery reads again, and what became of it.</summary>
internal sealed class Replay(long deadLetterId)
{
    public long DeadLetterId => deadLetterId;

    /// <summary>Set in the transaction, so it counts only if that was committed.</summary>
    public ReplayAnswer Answer { get; set; } = new(ReplayOutcome.Unavailable);
}

/// <summary>How a replay ended.</summary>
/// <param name="Outcome">What became of the dead letter.</param>
/// <param name="Tries">Where it stays: how often it was replayed.</param>
/// <param name="Error">Where it stays: why.</param>
public sealed record ReplayAnswer(
    ReplayOutcome Outcome,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Tries = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error = null);

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
