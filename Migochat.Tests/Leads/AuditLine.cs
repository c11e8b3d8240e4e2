namespace Migochat.Tests.Leads;

/// <summary>A line of an audit trail, without its time and reason.</summary>
internal sealed record AuditLine(string Type, string? Old, string? New);

internal static class AuditTrail
{
    /// <summary>The lines of all leads, oldest first, that automation or that people wrote.</summary>
    public static AuditLine[] Audit(this Shop shop, bool automated) => shop.Read(context => context.LeadActivities
        .Where(line => line.Automated == automated)
        .OrderBy(line => line.Id)
        .Select(line => new AuditLine(line.ActivityType, line.OldValue, line.NewValue))
        .ToArray());
}
