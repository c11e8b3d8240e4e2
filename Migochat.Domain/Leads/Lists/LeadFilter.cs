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

    /// <summary>They came through this post, at first or later.</summary>
    public long? PostId { get; init; }

    /// <summary>They came through this ad, at first or later.</summary>
    public long? AdId { get; init; }

    /// <summary>Their last message is at or after this time (UTC).</summary>
    public DateTime? Since { get; init; }

    /// <summary>Their last message is before this time (UTC).</summary>
    public DateTime? Until { get; init; }

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
        PostId = query.Id("post_id"),
        AdId = query.Id("ad_id"),
        Since = query.Time("since"),
        Until = query.Time("until"),
        Query = query.Text("q"),
    };

    /// <summary>True if the filter names a post or an ad. Its people are looked up first.</summary>
    internal bool IsOfPostOrAd => PostId is not null || AdId is not null;

    /// <summary>All but <see cref="Query"/>.</summary>
    internal IQueryable<User> Apply(IQueryable<User> users, MigochatDbContext context)
    {
        var complaining = OpenComplaints.LeadIds(context);
        if (HasComplaint is true)
            users = users.Where(user => complaining.Contains(user.Id));
        if (HasComplaint is false)
            users = users.Where(user => !complaining.Contains(user.Id));
        if (PostId is not null)
            users = Among(users, context.Users.Where(user => user.FirstPostId == PostId), context.Messages.Where(message => message.PostId == PostId));
        if (AdId is not null)
            users = Among(users, context.Users.Where(user => user.FirstAdId == AdId), context.Messages.Where(message => message.AdId == AdId));
        if (Since is not null)
            users = users.Where(user => user.LastMessageAt >= Since);
        if (Until is not null)
            users = users.Where(user => user.LastMessageAt < Until);
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

    /// <summary>The same people that the lists of posts and ads count (<see cref="Messaging.PeopleCount"/>).</summary>
    private static IQueryable<User> Among(IQueryable<User> users, IQueryable<User> first, IQueryable<Message> later)
    {
        var ids = first.Select(user => (long?)user.Id).Union(later.Select(message => message.UserId));
        return users.Where(user => ids.Contains(user.Id));
    }
}
