namespace Migochat.Messaging;

/// <summary>A stored conversation, as the threading rule sees it. Times are UTC.</summary>
/// <param name="Id">Its row; 0 before it has one.</param>
/// <param name="StartedAt">The time of its first message.</param>
/// <param name="LastActivity">The time of its last message.</param>
/// <param name="WaitingSince">The first inbound message after the person's last outbound one.</param>
public sealed record ConversationRun(long Id, DateTime StartedAt, DateTime LastActivity, bool IsActive, int MessageCount, DateTime? WaitingSince);
