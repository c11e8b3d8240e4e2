using Migochat.Data;

namespace Migochat.Scoring;

internal sealed class KnownPhone : IScoreRule
{
    public IEnumerable<ScorePart> Parts(LeadFacts facts, DateTime now) =>
        facts.HasPhone ? [new ScorePart("phone known", 8, "The phone number is known.")] : [];
}

internal sealed class KnownGovernorate : IScoreRule
{
    public IEnumerable<ScorePart> Parts(LeadFacts facts, DateTime now) =>
        facts.HasGovernorate ? [new ScorePart("governorate known", 5, "The governorate is known.")] : [];
}

internal sealed class KnownName : IScoreRule
{
    public IEnumerable<ScorePart> Parts(LeadFacts facts, DateTime now) =>
        facts.HasFullName ? [new ScorePart("name known", 2, "First and last name are known.")] : [];
}

internal sealed class KnownCustomer : IScoreRule
{
    public IEnumerable<ScorePart> Parts(LeadFacts facts, DateTime now) => TypeRule.Scored(facts) switch
    {
        CustomerType.Returning => [new ScorePart("returning", 10, "The customer has come back.")],
        CustomerType.Vip => [new ScorePart("vip", 15, "Staff named the customer a VIP.")],
        _ => [],
    };
}
