using Migochat.Leads;

namespace Migochat.Scoring;

internal sealed class KnownCustomer : IScoreRule
{
    public IEnumerable<ScorePart> Parts(LeadFacts facts, DateTime now) => TypeRule.Scored(facts) switch
    {
        CustomerType.Returning => [new ScorePart("returning", 10, "The customer has come back.")],
        CustomerType.Vip => [new ScorePart("vip", 15, "Staff named the customer a VIP.")],
        _ => [],
    };
}
