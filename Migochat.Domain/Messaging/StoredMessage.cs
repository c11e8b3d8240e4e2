namespace Migochat.Messaging;

/// <summary>A message's row, as far as another copy of the same message may change it. Times are UTC.</summary>
internal sealed record StoredMessage
{
    public required string SenderId { get; init; }
    public required string RecipientId { get; init; }
    public required MessageDirection Direction { get; init; }
    public required DateTime Timestamp { get; init; }
    public string? Text { get; init; }
    public required string Type { get; init; }
    public MessageMetadata Metadata { get; init; } = MessageMetadata.None;
}
