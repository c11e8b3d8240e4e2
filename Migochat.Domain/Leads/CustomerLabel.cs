namespace Migochat.Leads;

/// <summary>How interested a lead seems now.</summary>
public enum CustomerLabel
{
    Hot,
    Warm,
    Cold,
}
