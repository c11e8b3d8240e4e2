namespace Migochat.Scoring;

internal sealed class KnownPhone : IScoreRule
{
    public IEnumerable<ScorePart> Parts(LeadFacts facts, DateTime now) =>
        facts.HasPhone ? [new ScorePart("phone known", 8, "The phone number is known.")] : [];
}
