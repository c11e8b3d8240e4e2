using Microsoft.EntityFrameworkCore;
using Migochat.Api;
using Migochat.Data;

namespace Migochat.Replies;

/// <summary>The outbox, newest first.</summary>
public sealed class OutboxList(IDbContextFactory<MigochatDbContext> contexts)
{
    /// <summary>How many sort keys its cursor has.</summary>
    public const int CursorKeys = 1;

    public async Task<Page<ReplyItem>> ListAsync(OutboxFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var replies = filter.Apply(context.Outbox);
        if (page.After is [var before])
            replies = replies.Where(reply => reply.Id < before);
        return await replies.OrderByDescending(reply => reply.Id).Take(page.Rows).AsAsyncEnumerable()
            .ToPageAsync(page, ReplyItem.Of, item => [item.Id], cancellationToken);
    }

    /// <summary>Null if there is none of that id.</summary>
    public async Task<ReplyItem?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Outbox.FirstOrDefaultAsync(reply => reply.Id == id, cancellationToken) is { } found ? ReplyItem.Of(found) : null;
    }
}

/// <summary>Which replies a list shows; null: whichever.</summary>
public sealed record OutboxFilter
{
    public ReplyState? State { get; init; }
    public string? Channel { get; init; }
    public string? BusinessId { get; init; }
    public long? LeadId { get; init; }

    /// <summary>The parts of one text.</summary>
    public long? FirstId { get; init; }

    /// <summary>Reads a request's parameters.</summary>
    public static OutboxFilter Read(QueryReader query) => new()
    {
        State = query.OneOf<ReplyState>("state"),
        Channel = query.OneOf("channel", Platform.All),
        BusinessId = query.Text("business_id"),
        LeadId = query.Id("lead_id"),
        FirstId = query.Id("first_id"),
    };

    internal IQueryable<Reply> Apply(IQueryable<Reply> replies)
    {
        if (State is not null)
            replies = replies.Where(reply => reply.State == State);
        if (Channel is not null)
            replies = replies.Where(reply => reply.Channel == Channel);
        if (BusinessId is not null)
            replies = replies.Where(reply => reply.BusinessId == BusinessId);
        if (LeadId is not null)
            replies = replies.Where(reply => reply.UserId == LeadId);
        return FirstId is null ? replies : replies.Where(reply => reply.FirstId == FirstId);
    }
}
