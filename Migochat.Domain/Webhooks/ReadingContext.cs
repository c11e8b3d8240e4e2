namespace Migochat.Webhooks;

/// <summary>What a reader needs to know besides the bytes.</summary>
/// <param name="ReceivedAt">UTC, whole microseconds.</param>
/// <param name="Ours">Whose traffic is stored.</param>
public sealed record ReadingContext(DateTime ReceivedAt, OurAccounts Ours);
