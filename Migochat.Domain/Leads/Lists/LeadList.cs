using Microsoft.EntityFrameworkCore;
using Migochat.Api;
using Migochat.Data;

namespace Migochat.Leads;

/// <summary>The leads, page by page. Every order is that of an index, so that a page costs the same wherever it begins.</summary>
public sealed class LeadList(IDbContextFactory<MigochatDbContext> contexts)
{
    /// <summary>How many sort keys a cursor of either order has.</summary>
    public const int CursorKeys = 2;

    /// <param name="filter">Which.</param>
    /// <param name="sort">In which order.</param>
    /// <param name="page">The wanted page.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<Page<LeadItem>> ListAsync(LeadFilter filter, LeadSort sort, PageRequest page, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var users = filter.Apply(await FromAsync(context, filter, sort, cancellationToken), context);
        var leads = sort == LeadSort.Score ? Best(users, page.After, page.Rows) : MostRecent(users, page.After, page.Rows);
        var found = await leads.ToPageAsync(page, LeadItem.Of, lead => KeysOf(lead, sort), cancellationToken);
        return found with { Items = await LeadItem.WithComplaintsAsync(context, found.Items, cancellationToken) };
    }

    private static async Task<IQueryable<User>> FromAsync(MigochatDbContext context, LeadFilter filter, LeadSort sort, CancellationToken cancellationToken)
    {
        var inOrder = context.Along<User>((sort, filter.Stage, filter.Label) switch
        {
            // The index of waiting conversations finds the people with a complaint; they are sorted afterwards.
            _ when filter.HasComplaint is true => null,
            // A post's or an ad's people are found by their ids, and then sorted.
            _ when filter.IsOfPostOrAd => null,
            // So are the people of a recent time: by score they may lie far apart.
            _ when filter.Since is not null => "ix_users_last_message_at",
            (LeadSort.Recent, _, _) => "ix_users_last_message_at",
            (_, null, null) => "ix_users_lead_score",
            (_, null, _) => "ix_users_customer_label_lead_score",
            // By score the cold of these stages come last, but among the cold these stages come first.
            (_, LeadStage.Nurture or LeadStage.Convert, CustomerLabel.Cold) => "ix_users_customer_label_lead_score",
            _ => "ix_users_lead_stage_lead_score",
        });
        if (filter.Query is not { } query)
            return inOrder;
        var search = new LeadSearch(query);
        return await search.FewAsync(context, cancellationToken) ?? search.Having(inOrder);
    }

    private static IEnumerable<long> KeysOf(LeadItem lead, LeadSort sort) => sort == LeadSort.Score
        ? [lead.Score, lead.Id]
        : [lead.LastMessageAt is { } time ? Cursor.KeyOf(time) : 0, lead.Id];

    /// <summary>The leads after the cursor with the same score, perhaps thousands, then those with a lower one: two ranges of one index.</summary>
    private static IAsyncEnumerable<User> Best(IQueryable<User> users, IReadOnlyList<long>? after, int rows)
    {
        if (after is not [var key, var id])
            return Highest(users);
        var score = (int)Math.Min(key, int.MaxValue); // a long would have the column cast, and no index is of that
        var equals = Highest(users.Where(user => user.LeadScore == score && user.Id < id));
        return equals.Concat(Highest(users.Where(user => user.LeadScore < score))).Take(rows);

        IAsyncEnumerable<User> Highest(IQueryable<User> some) =>
            some.OrderByDescending(user => user.LeadScore).ThenByDescending(user => user.Id).Take(rows).AsAsyncEnumerable();
    }

    /// <summary>Leads with a message, then those without: two ranges of one index. A single condition would not use the index.</summary>
    private static IAsyncEnumerable<User> MostRecent(IQueryable<User> users, IReadOnlyList<long>? after, int rows)
    {
        var silent = users.Where(user => user.LastMessageAt == null);
        if (after is [0, var last])
            return Newest(silent.Where(user => user.Id < last));
        var spoke = users.Where(user => user.LastMessageAt != null);
        if (after is [var key, var id])
        {
            var time = Cursor.TimeOf(key);
            spoke = spoke.Where(user => user.LastMessageAt <= time && (user.LastMessageAt < time || user.Id < id));
        }

        return Newest(spoke).Concat(Newest(silent)).Take(rows);

        IAsyncEnumerable<User> Newest(IQueryable<User> some) =>
            some.OrderByDescending(user => user.LastMessageAt).ThenByDescending(user => user.Id).Take(rows).AsAsyncEnumerable();
    }
}

/// <summary>The orders of a list of leads.</summary>
public enum LeadSort
{
    /// <summary>The highest score first.</summary>
    Score,

    /// <summary>The latest message first; leads without a message come last.</summary>
    Recent,
}
