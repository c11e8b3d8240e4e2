namespace Migochat.Leads;

/// <summary>Where a lead stands in the shop's pipeline.</summary>
public enum LeadStage
{
    Intake,
    Nurture,
    Convert,
    Qualified,
    Unqualified,
    Lost,
}
