using Migochat.Data;
using Migochat.Texts;

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

    /// <summary>The text reader's result in the form of the column; null for the shop's own texts.</summary>
    public string? Signals { get; init; }

    public required string Type { get; init; }
    public MessageMetadata Metadata { get; init; } = MessageMetadata.None;
    public ResolvedAttribution Attribution { get; init; } = ResolvedAttribution.Direct;
    public string? CommentId { get; init; }

    /// <summary>Whether the customer waits for an answer to it. Made of what a deletion and the retention leave.</summary>
    public AnswerWanted WantsAnswer => this switch
    {
        { Metadata.GroupId: not null } or { Metadata.Deleted: true } => AnswerWanted.Never,
        { Type: "sticker" } => AnswerWanted.IfUnanswered,
        _ => TextSignals.SaysCourtesy(Signals) ? AnswerWanted.IfUnanswered : AnswerWanted.Always,
    };
}

/// <summary>A message as it stands in the database.</summary>
/// <param name="Id">Its row.</param>
/// <param name="UserId">The customer; null if unknown so far.</param>
/// <param name="Key">The value of <c>facebook_message_id</c>.</param>
/// <param name="Message">The columns that events may change.</param>
internal sealed record MessageRow(long Id, long? UserId, string Key, StoredMessage Message);
