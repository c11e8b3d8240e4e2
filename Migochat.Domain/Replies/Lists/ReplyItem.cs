using System.Text.Json.Serialization;
using Migochat.Data;

namespace Migochat.Replies;

/// <summary>A reply of the outbox as it is shown. Times are UTC.</summary>
/// <param name="CommentId">Meta's id of the comment that it answers; null for a message.</param>
/// <param name="Content">Text, attachment or template.</param>
/// <param name="Writer">As named in X-Actor.</param>
/// <param name="FirstId">The first of the replies that one text was split into; null if it was not split.</param>
/// <param name="Attempts">Calls that were begun.</param>
/// <param name="NextAttemptAt">Of a queued one; else null.</param>
/// <param name="SendingAt">When the last call was begun.</param>
/// <param name="MessageId">The <c>facebook_message_id</c> of its message; null: not sent.</param>
/// <param name="Reason">Why it waits, failed or is uncertain.</param>
/// <param name="FreeUntil">Until when replies to the person cost nothing.</param>
public sealed record ReplyItem(
    long Id,
    long LeadId,
    string Channel,
    string BusinessId,
    string? RecipientId,
    string? CommentId,
    [property: JsonConverter(typeof(RawJson))] string Content,
    ReplyState State,
    string? Writer,
    bool Automated,
    long? FirstId,
    int Attempts,
    DateTime? NextAttemptAt,
    DateTime? SendingAt,
    string? MessageId,
    string? Reason,
    ReplyPrice Price,
    DateTime? FreeUntil,
    DateTime CreatedAt,
    DateTime ChangedAt)
{
    internal static ReplyItem Of(Reply reply) => new(
        reply.Id,
        reply.UserId,
        reply.Channel,
        reply.BusinessId,
        reply.RecipientId,
        reply.CommentId,
        reply.Content,
        reply.State,
        reply.Writer,
        reply.Automated,
        reply.FirstId,
        reply.Attempts,
        reply.State == ReplyState.Queued ? reply.NextAttemptAt : null,
        reply.SendingAt,
        reply.MessageId,
        reply.Reason,
        reply.Price,
        reply.FreeUntil,
        reply.CreatedAt,
        reply.ChangedAt);
}
