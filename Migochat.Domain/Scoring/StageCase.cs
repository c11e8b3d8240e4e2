using Migochat.Leads;

namespace Migochat.Scoring;

/// <summary>What the rules of stages look at.</summary>
/// <param name="Type">After this rescoring.</param>
/// <param name="Score">Points.</param>
internal sealed record StageCase(LeadFacts Facts, LeadStanding Standing, CustomerType? Type, int Score, ScoringTerms Terms, DateTime Now)
{
    public bool MayBeLost => Type is not (CustomerType.Vip or CustomerType.Returning);

    /// <summary>When the silence is long enough to lose the lead; null: never.</summary>
    public DateTime? LostAt => (Facts.LastInboundAt ?? Facts.CreatedAt).After(Terms.LostAfter);

    public bool IsHot => Score >= Terms.Hot;

    public bool IsWellBelowWarm => Score <= Terms.Warm - ScoringTerms.Slack;

    /// <summary>A message that the last move did not know of.</summary>
    public bool HasNewerInbound => Facts.LastInboundAt > Standing.LastStageChange;

    public bool HasOrderedWithin(TimeSpan span) => Facts.OrderedAt is { } at && Now - at < span;
}
