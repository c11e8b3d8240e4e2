using Microsoft.EntityFrameworkCore;
using Migochat.Api;
using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>Messages, newest first, in the order of an index.</summary>
public sealed class MessageList(IDbContextFactory<MigochatDbContext> contexts)
{
    /// <summary>How many sort keys its cursor has.</summary>
    public const int CursorKeys = 2;

    public async Task<Page<MessageItem>> ListAsync(MessageFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await ListAsync(context, filter, page, cancellationToken);
    }

    /// <returns>Null if there is no such lead.</returns>
    public async Task<Page<MessageItem>?> OfLeadAsync(long leadId, PageRequest page, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Users.AnyAsync(user => user.Id == leadId, cancellationToken)
            ? await ListAsync(context, new MessageFilter { LeadId = leadId }, page, cancellationToken)
            : null;
    }

    private static Task<Page<MessageItem>> ListAsync(
        MigochatDbContext context, MessageFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var messages = filter.Apply(context.Messages);
        if (page.After is [var key, var id])
        {
            var time = Cursor.TimeOf(key);
            messages = messages.Where(message => message.Timestamp <= time && (message.Timestamp < time || message.Id < id));
        }

        return messages.OrderByDescending(message => message.Timestamp).ThenByDescending(message => message.Id)
            .Take(page.Rows).AsAsyncEnumerable()
            .ToPageAsync(page, MessageItem.Of, item => [Cursor.KeyOf(item.Timestamp), item.Id], cancellationToken);
    }
}

/// <summary>Which messages a list shows; null: whichever. Times are UTC.</summary>
public sealed record MessageFilter
{
    public long? LeadId { get; init; }
    public string? Platform { get; init; }
    public MessageDirection? Direction { get; init; }
    public MessageStatus? Status { get; init; }
    public MessageSource? Source { get; init; }

    /// <summary>Meta's word: <c>text</c>, <c>image</c>, <c>comment</c> and the like.</summary>
    public string? Type { get; init; }

    public long? PostId { get; init; }
    public long? AdId { get; init; }

    /// <summary>At or after.</summary>
    public DateTime? Since { get; init; }

    /// <summary>Before.</summary>
    public DateTime? Until { get; init; }

    /// <summary>Reads a request's parameters.</summary>
    public static MessageFilter Read(QueryReader query) => new()
    {
        LeadId = query.Id("lead_id"),
        Platform = query.OneOf("platform", Data.Platform.All),
        Direction = query.OneOf<MessageDirection>("direction"),
        Status = query.OneOf<MessageStatus>("status"),
        Source = query.OneOf<MessageSource>("source"),
        Type = query.Text("type"),
        PostId = query.Id("post_id"),
        AdId = query.Id("ad_id"),
        Since = query.Time("since"),
        Until = query.Time("until"),
    };

    internal IQueryable<Message> Apply(IQueryable<Message> messages)
    {
        if (LeadId is not null)
            messages = messages.Where(message => message.UserId == LeadId);
        if (Platform is not null)
            messages = messages.Where(message => message.Platform == Platform);
        if (Direction is not null)
            messages = messages.Where(message => message.Direction == Direction);
        if (Status is not null)
            messages = messages.Where(message => message.Status == Status);
        if (Source is not null)
            messages = messages.Where(message => message.MessageSource == Source);
        if (Type is not null)
            messages = messages.Where(message => message.MessageType == Type);
        if (PostId is not null)
            messages = messages.Where(message => message.PostId == PostId);
        if (AdId is not null)
            messages = messages.Where(message => message.AdId == AdId);
        if (Since is not null)
            messages = messages.Where(message => message.Timestamp >= Since);
        return Until is null ? messages : messages.Where(message => message.Timestamp < Until);
    }
}
