using Microsoft.EntityFrameworkCore;
using Migochat.Api;
using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>Conversations, page by page, in the order of an index.</summary>
public sealed class ConversationList(IDbContextFactory<MigochatDbContext> contexts)
{
    /// <summary>How many sort keys a cursor of <see cref="ListAsync"/> has.</summary>
    public const int CursorKeys = 3;

    /// <summary>How many sort keys a cursor of <see cref="OfLeadAsync"/> has.</summary>
    public const int LeadCursorKeys = 2;

    /// <summary>Active conversations first, then the others, each by latest activity. Waiting ones: the longest wait first.</summary>
    /// <param name="filter">The conditions.</param>
    /// <param name="page">The wanted page.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<Page<ConversationItem>> ListAsync(ConversationFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return filter.Waiting == true
            ? await LongestWaiting(context, filter, page.After).Take(page.Rows).AsAsyncEnumerable()
                .ToPageAsync(page, item => item, item => [2, Cursor.KeyOf(item.WaitingSince!.Value), item.Id], cancellationToken)
            : await Latest(context, filter, page.After, page.Rows)
                .ToPageAsync(page, item => item, item => [item.Active ? 1 : 0, Cursor.KeyOf(item.LastActivity), item.Id], cancellationToken);
    }

    /// <summary>A lead's, the latest first.</summary>
    /// <returns>Null if there is no such lead.</returns>
    public async Task<Page<ConversationItem>?> OfLeadAsync(long leadId, PageRequest page, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await context.Users.AnyAsync(user => user.Id == leadId, cancellationToken))
            return null;
        var conversations = context.Conversations.Where(conversation => conversation.UserId == leadId);
        if (page.After is [var key, var id])
        {
            var time = Cursor.TimeOf(key);
            conversations = conversations.Where(conversation => conversation.StartedAt <= time && (conversation.StartedAt < time || conversation.Id < id));
        }

        var latest = conversations.OrderByDescending(conversation => conversation.StartedAt).ThenByDescending(conversation => conversation.Id).Take(page.Rows);
        return await Items(context, latest, null).AsAsyncEnumerable()
            .ToPageAsync(page, item => item, item => [Cursor.KeyOf(item.StartedAt), item.Id], cancellationToken);
    }

    /// <returns>Null if there is no such conversation.</returns>
    public async Task<ConversationItem?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Items(context, context.Conversations.Where(conversation => conversation.Id == id), null).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Two ranges of one index, one after the other.</summary>
    private static IAsyncEnumerable<ConversationItem> Latest(MigochatDbContext context, ConversationFilter filter, IReadOnlyList<long>? after, int rows)
    {
        var active = filter.Active == false || after is [0, ..] ? null : Range(true);
        var ended = filter.Active == true ? null : Range(false);
        return active is null ? ended ?? AsyncEnumerable.Empty<ConversationItem>() : ended is null ? active : active.Concat(ended).Take(rows);

        IAsyncEnumerable<ConversationItem> Range(bool isActive)
        {
            var range = context.Conversations.Where(conversation => conversation.IsActive == isActive);
            if (filter.Waiting == false)
                range = range.Where(conversation => conversation.WaitingSince == null);
            if (after is [var place, var key, var id] && place == (isActive ? 1 : 0))
            {
                var time = Cursor.TimeOf(key);
                range = range.Where(conversation => conversation.LastActivity <= time && (conversation.LastActivity < time || conversation.Id < id));
            }

            return Items(context, range.OrderByDescending(conversation => conversation.LastActivity).ThenByDescending(conversation => conversation.Id), filter.Platform)
                .Take(rows).AsAsyncEnumerable();
        }
    }

    private static IQueryable<ConversationItem> LongestWaiting(MigochatDbContext context, ConversationFilter filter, IReadOnlyList<long>? after)
    {
        var waiting = context.Along<Conversation>("ix_conversations_waiting_since").Where(conversation => conversation.WaitingSince != null);
        if (filter.Active is { } isActive)
            waiting = waiting.Where(conversation => conversation.IsActive == isActive);
        if (after is [_, var key, var id])
        {
            var time = Cursor.TimeOf(key);
            waiting = waiting.Where(conversation => conversation.WaitingSince >= time && (conversation.WaitingSince > time || conversation.Id > id));
        }

        return Items(context, waiting.OrderBy(conversation => conversation.WaitingSince).ThenBy(conversation => conversation.Id), filter.Platform);
    }

    private static IQueryable<ConversationItem> Items(MigochatDbContext context, IQueryable<Conversation> conversations, string? platform) =>
        from conversation in conversations
        join user in context.Users on conversation.UserId equals user.Id
        where platform == null || user.Platform == platform
        select ConversationItem.Of(conversation, user);
}

/// <summary>Which conversations a list shows; null: whichever.</summary>
public sealed record ConversationFilter
{
    public bool? Active { get; init; }

    /// <summary>The person's.</summary>
    public string? Platform { get; init; }

    /// <summary>True: conversations that wait for an answer, the longest wait first. False: the others.</summary>
    public bool? Waiting { get; init; }

    /// <summary>Reads a request's parameters.</summary>
    public static ConversationFilter Read(QueryReader query) => new()
    {
        Active = query.Truth("active"),
        Platform = query.OneOf("platform", Data.Platform.All),
        Waiting = query.Truth("waiting"),
    };
}
