namespace Migochat.Leads;

/// <summary>A lead as lists show it.</summary>
public sealed record LeadItem : LeadSummary
{
    private LeadItem(User user) : base(user)
    {
    }

    internal static LeadItem Of(User user) => new(user);
}
