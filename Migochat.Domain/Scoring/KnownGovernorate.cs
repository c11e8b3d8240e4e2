namespace Migochat.Scoring;

internal sealed class KnownGovernorate : IScoreRule
{
    public IEnumerable<ScorePart> Parts(LeadFacts facts, DateTime now) =>
        facts.HasGovernorate ? [new ScorePart("governorate known", 5, "The governorate is known.")] : [];
}
