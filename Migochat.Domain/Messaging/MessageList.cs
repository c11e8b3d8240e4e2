using Microsoft.EntityFrameworkCore;
using Migochat.Data;
using Migochat.Http;

namespace Migochat.Messaging;

/// <summary>Messages, newest first, in the order of an index.</summary>
public sealed class MessageList(IDbContextFactory<MigochatDbContext> contexts)
{
    /// <summary>How many sort keys its cursor has.</summary>
    public const int CursorKeys = 2;

    public async Task<Page<MessageItem>> ListAsync(MessageFilter filter, IReadOnlyList<long>? after, int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await ListAsync(context, filter, after, limit, cancellationToken);
    }

    /// <returns>Null if there is no such lead.</returns>
    public async Task<Page<MessageItem>?> OfLeadAsync(long leadId, IReadOnlyList<long>? after, int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Users.AnyAsync(user => user.Id == leadId, cancellationToken)
            ? await ListAsync(context, new MessageFilter { LeadId = leadId }, after, limit, cancellationToken)
            : null;
    }

    private static Task<Page<MessageItem>> ListAsync(
        MigochatDbContext context, MessageFilter filter, IReadOnlyList<long>? after, int limit, CancellationToken cancellationToken)
    {
        var messages = filter.Apply(context.Messages);
        if (after is [var key, var id])
        {
            var time = Cursor.TimeOf(key);
            messages = messages.Where(message => message.Timestamp <= time && (message.Timestamp < time || message.Id < id));
        }

        return messages.OrderByDescending(message => message.Timestamp).ThenByDescending(message => message.Id)
            .Take(limit + 1).AsAsyncEnumerable()
            .ToPageAsync(limit, MessageItem.Of, item => [Cursor.KeyOf(item.Timestamp), item.Id], cancellationToken);
    }
}
