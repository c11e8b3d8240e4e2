namespace Migochat.Leads;

/// <summary>A line of a lead's audit trail, as it is shown. The time is UTC.</summary>
/// <param name="Type"><c>stage_change</c>, <c>note</c> and the like.</param>
/// <param name="Reason">The rule, or what a person gave as the reason; the text of a note.</param>
/// <param name="Actor">The member of staff; null where none is named.</param>
public sealed record ActivityItem(
    long Id, string Type, string? OldValue, string? NewValue, string? Reason, bool Automated, string? Actor, DateTime Timestamp)
{
    internal static ActivityItem Of(LeadActivity activity) => new(
        activity.Id, activity.ActivityType, activity.OldValue, activity.NewValue, activity.Reason, activity.Automated, activity.Actor, activity.Timestamp);
}
