using System.Text.Json.Serialization;
using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>A message as it is shown. Times are UTC.</summary>
/// <param name="LeadId">The customer; null for a comment whose author Meta does not name.</param>
/// <param name="Type">Meta's word: <c>text</c>, <c>image</c>, <c>comment</c> and the like.</param>
/// <param name="Metadata">Attachments, reactions, the message that it replies to, and the like.</param>
/// <param name="Signals">The text reader's result.</param>
public sealed record MessageItem(
    long Id,
    long? LeadId,
    string Platform,
    MessageDirection Direction,
    MessageStatus Status,
    string Type,
    string? Text,
    MessageSource Source,
    long? PostId,
    PostType? PostType,
    long? AdId,
    string? CommentId,
    string? ReferralSource,
    string SenderId,
    string RecipientId,
    string? FacebookMessageId,
    [property: JsonConverter(typeof(RawJson))] string? Metadata,
    [property: JsonConverter(typeof(RawJson))] string? Signals,
    DateTime Timestamp,
    DateTime ReceivedAt)
{
    internal static MessageItem Of(Message message) => new(
        message.Id,
        message.UserId,
        message.Platform,
        message.Direction,
        message.Status,
        message.MessageType,
        message.MessageText,
        message.MessageSource,
        message.PostId,
        message.PostType,
        message.AdId,
        message.CommentId,
        message.ReferralSource,
        message.SenderId,
        message.RecipientId,
        message.FacebookMessageId,
        message.MessageMetadata,
        message.Signals,
        message.Timestamp,
        message.ReceivedAt);
}
