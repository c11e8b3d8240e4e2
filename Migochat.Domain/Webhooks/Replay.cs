namespace Migochat.Webhooks;

/// <summary>Which dead letter a delivery reads again, and what became of it.</summary>
internal sealed class Replay(long deadLetterId)
{
    public long DeadLetterId => deadLetterId;

    /// <summary>Set in the transaction, so it counts only if that was committed.</summary>
    public ReplayAnswer Answer { get; set; } = new(ReplayOutcome.Unavailable);
}
