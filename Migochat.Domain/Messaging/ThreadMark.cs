namespace Migochat.Messaging;

/// <summary>The watermarks of one thread: everything of the business at or before them was sent, delivered, read. Times are UTC.</summary>
public sealed class ThreadMark
{
    public long Id { get; set; }
    public required string BusinessId { get; set; }

    /// <summary>Of the person's id: one of <see cref="Leads.IdentityKind"/>.</summary>
    public required string Kind { get; set; }

    public required string PersonId { get; set; }
    public DateTime? SentAt { get; set; }
    public DateTime? DeliveredAt { get; set; }
    public DateTime? ReadAt { get; set; }
}
