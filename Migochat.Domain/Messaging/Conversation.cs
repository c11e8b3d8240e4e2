namespace Migochat.Messaging;

/// <summary>A run of one person's messages without a gap longer than the idle time. Times are UTC.</summary>
public sealed class Conversation
{
    public long Id { get; set; }
    public long UserId { get; set; }
    public DateTime StartedAt { get; set; }
    public DateTime LastActivity { get; set; }
    public bool IsActive { get; set; } = true;
    public int MessageCount { get; set; }

    /// <summary>The first inbound message after the person's last outbound one; null if nobody waits.</summary>
    public DateTime? WaitingSince { get; set; }
}
