using Microsoft.EntityFrameworkCore;
using Migochat.Data;

namespace Migochat.Replies;

/// <summary>A thread of direct messages between a person and one page, account or number.</summary>
/// <param name="Channel">One of <see cref="Platform"/>.</param>
/// <param name="BusinessId">The shop's side.</param>
/// <param name="RecipientId">The person's id that wrote last.</param>
/// <param name="LastInbound">When that was, UTC.</param>
internal sealed record ReplyThread(string Channel, string BusinessId, string RecipientId, DateTime LastInbound)
{
    // What is public, or was written in a group, opens no window.
    private static readonly string[] NoMessages = ["comment", "mention", "post", "lead"];

    /// <summary>The person's threads, the latest first. Ids that the person no longer has are left out.</summary>
    public static async Task<IReadOnlyList<ReplyThread>> OfAsync(MigochatDbContext context, long userId, CancellationToken cancellationToken)
    {
        var threads = await Inbound(context, userId)
            .Where(message => context.UserIdentities.Any(identity => identity.UserId == userId && identity.Value == message.SenderId))
            .GroupBy(message => new { message.Platform, message.RecipientId, message.SenderId })
            .Select(thread => new { thread.Key.Platform, thread.Key.RecipientId, thread.Key.SenderId, Last = thread.Max(message => message.Timestamp) })
            .ToListAsync(cancellationToken);
        return [.. threads.OrderByDescending(thread => thread.Last).Select(thread => new ReplyThread(thread.Platform, thread.RecipientId, thread.SenderId, thread.Last))];
    }

    /// <summary>When the person wrote last to that business, UTC.</summary>
    public static Task<DateTime?> LastInboundAsync(MigochatDbContext context, long userId, string channel, string businessId, CancellationToken cancellationToken) =>
        Inbound(context, userId).Where(message => message.Platform == channel && message.RecipientId == businessId)
            .MaxAsync(message => (DateTime?)message.Timestamp, cancellationToken);

    /// <summary>The last click on an ad that began a WhatsApp message, and the shop's first message after it. UTC.</summary>
    public async Task<(DateTime? ClickedAt, DateTime? AnsweredAt)> LastAdClickAsync(MigochatDbContext context, long userId, CancellationToken cancellationToken)
    {
        if (Channel != Platform.WhatsApp)
            return (null, null);
        var clicked = await Inbound(context, userId)
            .Where(message => message.Platform == Channel && message.RecipientId == BusinessId && message.MessageSource == MessageSource.AdMessage)
            .MaxAsync(message => (DateTime?)message.Timestamp, cancellationToken);
        if (clicked is null)
            return (null, null);
        var answered = await context.Messages
            .Where(message => message.UserId == userId && message.Direction == MessageDirection.Outbound && message.Status != MessageStatus.Failed)
            .Where(message => message.Platform == Channel && message.SenderId == BusinessId && message.Timestamp >= clicked)
            .MinAsync(message => (DateTime?)message.Timestamp, cancellationToken);
        return (clicked, answered);
    }

    private static IQueryable<Message> Inbound(MigochatDbContext context, long userId) => context.Messages.Where(message =>
        message.UserId == userId && message.Direction == MessageDirection.Inbound && !NoMessages.Contains(message.MessageType)
        && (message.MessageMetadata == null || !message.MessageMetadata.Contains("\"group_id\":")));
}
