namespace Migochat.Messaging;

/// <summary>One message, comment or postback between a person and the shop. Times are UTC.</summary>
public sealed class Message
{
    public long Id { get; set; }
    /// <summary>The customer's side, whichever side wrote; null for a comment whose author Meta does not name.</summary>
    public long? UserId { get; set; }

    /// <summary>Meta's id of the side that wrote.</summary>
    public required string SenderId { get; set; }

    public required string RecipientId { get; set; }
    public string? MessageText { get; set; }
    public MessageDirection Direction { get; set; }
    public MessageStatus Status { get; set; }
    public DateTime Timestamp { get; set; }

    /// <summary>The mid or wamid, or a key of our own for what has none. Ordinal; never cut.</summary>
    public string? FacebookMessageId { get; set; }

    public string MessageType { get; set; } = "text";

    /// <summary>JSON object, or null.</summary>
    public string? MessageMetadata { get; set; }

    public string Platform { get; set; } = "facebook";
    public MessageSource MessageSource { get; set; }
    public long? PostId { get; set; }
    public PostType? PostType { get; set; }
    public long? AdId { get; set; }
    public string? CommentId { get; set; }
    public string? ReferralSource { get; set; }

    /// <summary>What the text reader found, with the lexicon's version; survives the text.</summary>
    public string? Signals { get; set; }

    /// <summary>When the first copy was received.</summary>
    public DateTime ReceivedAt { get; set; }
}
