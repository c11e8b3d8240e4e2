using System.Text.Json.Serialization;

namespace Migochat.Webhooks;

/// <summary>The dead letter that a delivery replays, and the result.</summary>
internal sealed class Replay(long deadLetterId)
{
    public long DeadLetterId => deadLetterId;

    /// <summary>Set in the transaction, so it counts only if that was committed.</summary>
    public ReplayAnswer Answer { get; set; } = new(ReplayOutcome.Unavailable);
}

/// <summary>The result of a replay.</summary>
/// <param name="Outcome">The state of the dead letter.</param>
/// <param name="Tries">If it stays: the number of its replays.</param>
/// <param name="Error">If it stays: the reason.</param>
public sealed record ReplayAnswer(
    ReplayOutcome Outcome,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Tries = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error = null);

/// <summary>The state of a dead letter after a replay.</summary>
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
