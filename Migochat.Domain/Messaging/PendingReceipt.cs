namespace Migochat.Messaging;

/// <summary>What came before its message: an edit, a deletion, a reaction, a status. Waits up to 30 days. Times are UTC.</summary>
public sealed class PendingReceipt
{
    public long Id { get; set; }
    public required string Kind { get; set; }

    /// <summary>The key of the message that it waits for.</summary>
    public required string Target { get; set; }

    /// <summary>Tells apart several of one kind, such as the side that reacted.</summary>
    public required string Discriminator { get; set; }

    public DateTime EventAt { get; set; }

    /// <summary>JSON object, its members those of the kind.</summary>
    public string? Payload { get; set; }

    public DateTime ReceivedAt { get; set; }
}
