using Migochat.Data;

namespace Migochat.Leads;

/// <summary>The fields of a lead that every response with a lead has. Times are UTC.</summary>
public abstract record LeadSummary
{
    private protected LeadSummary(User user)
    {
        Id = user.Id;
        Psid = user.Psid;
        Platform = user.Platform;
        FirstName = user.FirstName;
        LastName = user.LastName;
        Phone = user.PhoneNumber;
        Governorate = user.Governorate;
        Stage = user.LeadStage;
        Label = user.CustomerLabel;
        Type = user.CustomerType;
        Score = user.LeadScore;
        Source = user.FirstSource;
        Active = user.IsActive;
        Locked = LockedField.Parse(user.Locked);
        CreatedAt = user.CreatedAt;
        LastMessageAt = user.LastMessageAt;
        LastInboundAt = user.LastInboundAt;
        LastStageChange = user.LastStageChange;
    }

    public long Id { get; }

    /// <summary>The person's main id at Meta.</summary>
    public string Psid { get; }

    /// <summary>One of <see cref="Data.Platform"/>.</summary>
    public string Platform { get; }

    public string? FirstName { get; }
    public string? LastName { get; }

    /// <summary>E.164.</summary>
    public string? Phone { get; }

    public Governorate? Governorate { get; }
    public LeadStage Stage { get; }
    public CustomerLabel? Label { get; }
    public CustomerType? Type { get; }

    /// <summary>0 to 100.</summary>
    public int Score { get; }

    /// <summary>How they came at first.</summary>
    public MessageSource? Source { get; }

    /// <summary>They wrote or were written to lately.</summary>
    public bool Active { get; }

    /// <summary>The fields that a person set, as in <see cref="LockedField"/>; automation leaves them alone.</summary>
    public IReadOnlyList<string> Locked { get; }

    public DateTime CreatedAt { get; }
    public DateTime? LastMessageAt { get; }
    public DateTime? LastInboundAt { get; }
    public DateTime LastStageChange { get; }

    /// <summary>They complained, and nobody has answered since.</summary>
    public bool HasComplaint { get; init; }
}

/// <summary>A lead as lists show it.</summary>
public sealed record LeadItem : LeadSummary
{
    private LeadItem(User user) : base(user)
    {
    }

    /// <summary>Without <see cref="LeadSummary.HasComplaint"/>, which other rows tell.</summary>
    internal static LeadItem Of(User user) => new(user);

    internal static async Task<IReadOnlyList<LeadItem>> WithComplaintsAsync(MigochatDbContext context, IReadOnlyList<LeadItem> leads, CancellationToken cancellationToken)
    {
        var complaining = await OpenComplaints.AmongAsync(context, [.. leads.Select(lead => lead.Id)], cancellationToken);
        return complaining.Count == 0 ? leads : [.. leads.Select(lead => lead with { HasComplaint = complaining.Contains(lead.Id) })];
    }
}
