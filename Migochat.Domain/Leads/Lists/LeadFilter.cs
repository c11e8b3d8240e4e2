using Migochat.Api;
using Migochat.Data;

namespace Migochat.Leads;

/// <summary>Which leads a list shows; null: whichever.</summary>
public sealed record LeadFilter
{
    public LeadStage? Stage { get; init; }
    public CustomerLabel? Label { get; init; }
    public CustomerType? Type { get; init; }

    /// <summary>That of the first touch.</summary>
    public MessageSource? Source { get; init; }

    public string? Platform { get; init; }
    public Governorate? Governorate { get; init; }
    public int? MinScore { get; init; }
    public bool? Active { get; init; }

    /// <summary>True: they complained, and nobody has answered since. False: the others.</summary>
    public bool? HasComplaint { get; init; }

    /// <summary>The typed text: the beginnings of names, a phone number or an id.</summary>
    public string? Query { get; init; }

    /// <summary>Reads a request's parameters.</summary>
    public static LeadFilter Read(QueryReader query) => new()
    {
        Stage = query.OneOf<LeadStage>("stage"),
        Label = query.OneOf<CustomerLabel>("label"),
        Type = query.OneOf<CustomerType>("type"),
        Source = query.OneOf<MessageSource>("source"),
        Platform = query.OneOf("platform", Data.Platform.All),
        Governorate = query.OneOf<Governorate>("governorate"),
        MinScore = (int?)query.Number("min_score", 0, 100),
        Active = query.Truth("active"),
        HasComplaint = query.Truth("has_complaint"),
        Query = query.Text("q"),
    };

    /// <summary>All but <see cref="Query"/>.</summary>
    internal IQueryable<User> Apply(IQueryable<User> users, MigochatDbContext context)
    {
        var complaining = OpenComplaints.LeadIds(context);
        if (HasComplaint is true)
            users = users.Where(user => complaining.Contains(user.Id));
        if (HasComplaint is false)
            users = users.Where(user => !complaining.Contains(user.Id));
        if (Stage is not null)
            users = users.Where(user => user.LeadStage == Stage);
        if (Label is not null)
            users = users.Where(user => user.CustomerLabel == Label);
        if (Type is not null)
            users = users.Where(user => user.CustomerType == Type);
        if (Source is not null)
            users = users.Where(user => user.FirstSource == Source);
        if (Platform is not null)
            users = users.Where(user => user.Platform == Platform);
        if (Governorate is not null)
            users = users.Where(user => user.Governorate == Governorate);
        if (MinScore is not null)
            users = users.Where(user => user.LeadScore >= MinScore);
        return Active is null ? users : users.Where(user => user.IsActive == Active);
    }
}
