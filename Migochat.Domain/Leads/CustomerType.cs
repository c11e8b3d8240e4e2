namespace Migochat.Leads;

/// <summary>New, come back, or named a VIP by a person.</summary>
public enum CustomerType
{
    New,
    Returning,
    Vip,
}
