namespace Migochat.Webhooks;

/// <summary>An item that was answered 200 and could not be stored as what it is: kept 30 days, to be replayed or discarded. Times are UTC.</summary>
public sealed class DeadLetter
{
    public long Id { get; set; }
    public DeadLetterKind Kind { get; set; }

    /// <summary>SHA-256 in hex of kind and envelope: a repeat raises <see cref="Seen"/>.</summary>
    public required string ContentHash { get; set; }

    /// <summary>A complete delivery in Meta's form that holds this item alone.</summary>
    public required string Envelope { get; set; }

    public string? Error { get; set; }
    public DateTime ReceivedAt { get; set; }
    public int Seen { get; set; } = 1;
    public int Tries { get; set; }

    /// <summary>Not filled: a dead letter may name several people, so an erasure looks into the envelopes.</summary>
    public string? PersonHash { get; set; }
}
