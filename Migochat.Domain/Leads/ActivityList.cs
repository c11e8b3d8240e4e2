using Microsoft.EntityFrameworkCore;
using Migochat.Data;
using Migochat.Http;

namespace Migochat.Leads;

/// <summary>A lead's audit trail, newest first.</summary>
public sealed class ActivityList(IDbContextFactory<MigochatDbContext> contexts)
{
    /// <summary>How many sort keys its cursor has.</summary>
    public const int CursorKeys = 2;

    /// <returns>Null if there is no such lead.</returns>
    public async Task<Page<ActivityItem>?> ListAsync(long leadId, IReadOnlyList<long>? after, int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await context.Users.AnyAsync(user => user.Id == leadId, cancellationToken))
            return null;
        var activities = context.LeadActivities.Where(activity => activity.UserId == leadId);
        if (after is [var key, var id])
        {
            var time = Cursor.TimeOf(key);
            activities = activities.Where(activity => activity.Timestamp <= time && (activity.Timestamp < time || activity.Id < id));
        }

        return await activities.OrderByDescending(activity => activity.Timestamp).ThenByDescending(activity => activity.Id)
            .Take(limit + 1).AsAsyncEnumerable()
            .ToPageAsync(limit, ActivityItem.Of, item => [Cursor.KeyOf(item.Timestamp), item.Id], cancellationToken);
    }
}
