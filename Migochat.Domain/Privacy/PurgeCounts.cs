namespace Migochat.Privacy;

/// <summary>What a purge takes, in rows.</summary>
/// <param name="Messages">Whose text and metadata go.</param>
/// <param name="Referrals">Whose details go.</param>
/// <param name="Waiting">Receipts that wait for a message: removed, or left without their text.</param>
/// <param name="DeadLetters">Removed.</param>
public sealed record PurgeCounts(int Messages, int Referrals, int Waiting, int DeadLetters);
