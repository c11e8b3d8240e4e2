using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>A conversation as it is shown. Times are UTC.</summary>
/// <param name="WaitingSince">The first inbound message after the last outbound one; null if nobody waits.</param>
/// <param name="Platform">The person's.</param>
public sealed record ConversationItem(
    long Id,
    long LeadId,
    string Platform,
    string? FirstName,
    string? LastName,
    DateTime StartedAt,
    DateTime LastActivity,
    bool Active,
    int MessageCount,
    DateTime? WaitingSince)
{
    internal static ConversationItem Of(Conversation conversation, User user) => new(
        conversation.Id,
        user.Id,
        user.Platform,
        user.FirstName,
        user.LastName,
        conversation.StartedAt,
        conversation.LastActivity,
        conversation.IsActive,
        conversation.MessageCount,
        conversation.WaitingSince);
}
