namespace Migochat.Privacy;

/// <summary>What a purge would take at this moment. Times are UTC.</summary>
/// <param name="RetentionDays">The setting; null: texts are kept for ever.</param>
/// <param name="KeptSince">Event time before which texts and metadata go; null likewise.</param>
/// <param name="Messages">Whose text and metadata would go.</param>
/// <param name="Referrals">Whose details would go.</param>
/// <param name="Waiting">Receipts that wait for a message: removed, or left without their text.</param>
/// <param name="DeadLetters">Removed.</param>
public sealed record PurgePreview(int? RetentionDays, DateTime? KeptSince, int Messages, int Referrals, int Waiting, int DeadLetters);
