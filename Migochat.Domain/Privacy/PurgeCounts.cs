namespace Migochat.Privacy;

/// <summary>What a purge takes, in rows.</summary>
/// <param name="Messages">Whose text and metadata go.</param>
/// <param name="Referrals">Whose details go.</param>
/// <param name="Waiting">Receipts that wait for a message: removed, or left without their text.</param>
/// <param name="DeadLetters">Removed.</param>
public sealed record PurgeCounts(int Messages, int Referrals, int Waiting, int DeadLetters)
{
    public static readonly PurgeCounts None = new(0, 0, 0, 0);

    public static PurgeCounts operator +(PurgeCounts a, PurgeCounts b) =>
        new(a.Messages + b.Messages, a.Referrals + b.Referrals, a.Waiting + b.Waiting, a.DeadLetters + b.DeadLetters);
}
