namespace Migochat.Messaging;

/// <summary>A message's row, as far as events may change it after it was stored. Times are UTC.</summary>
internal sealed record StoredMessage
{
    /// <summary>Empty for a comment whose author Meta does not name.</summary>
    public required string SenderId { get; init; }

    public required string RecipientId { get; init; }
    public required MessageDirection Direction { get; init; }
    public MessageStatus Status { get; init; }
    public required DateTime Timestamp { get; init; }

    /// <summary>That of the greatest edit, else the original.</summary>
    public string? Text { get; init; }

    /// <summary>What the text reader found in the text, as the column holds it; null for the shop's own words.</summary>
    public string? Signals { get; init; }

    public required string Type { get; init; }
    public MessageMetadata Metadata { get; init; } = MessageMetadata.None;
    public Placed Placed { get; init; } = Placed.Direct;
    public string? CommentId { get; init; }
}
