using Microsoft.EntityFrameworkCore;
using Migochat.Api;
using Migochat.Data;

namespace Migochat.Leads;

/// <summary>A lead's audit trail, newest first.</summary>
public sealed class ActivityList(IDbContextFactory<MigochatDbContext> contexts)
{
    /// <summary>How many sort keys its cursor has.</summary>
    public const int CursorKeys = 2;

    /// <returns>Null if there is no such lead.</returns>
    public async Task<Page<ActivityItem>?> ListAsync(long leadId, PageRequest page, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await context.Users.AnyAsync(user => user.Id == leadId, cancellationToken))
            return null;
        var activities = context.LeadActivities.Where(activity => activity.UserId == leadId);
        if (page.After is [var key, var id])
        {
            var time = Cursor.TimeOf(key);
            activities = activities.Where(activity => activity.Timestamp <= time && (activity.Timestamp < time || activity.Id < id));
        }

        return await activities.OrderByDescending(activity => activity.Timestamp).ThenByDescending(activity => activity.Id)
            .Take(page.Rows).AsAsyncEnumerable()
            .ToPageAsync(page, ActivityItem.Of, item => [Cursor.KeyOf(item.Timestamp), item.Id], cancellationToken);
    }
}

/// <summary>A line of a lead's audit trail, as it is shown. The time is UTC.</summary>
/// <param name="Type"><c>stage_change</c>, <c>note</c> and the like.</param>
/// <param name="Reason">The rule, or a person's reason; the text of a note.</param>
/// <param name="Actor">The member of staff; null if none is named.</param>
public sealed record ActivityItem(
    long Id, string Type, string? OldValue, string? NewValue, string? Reason, bool Automated, string? Actor, DateTime Timestamp)
{
    internal static ActivityItem Of(LeadActivity activity) => new(
        activity.Id, activity.ActivityType, activity.OldValue, activity.NewValue, activity.Reason, activity.Automated, activity.Actor, activity.Timestamp);
}
