namespace Migochat.Scoring;

internal sealed class KnownName : IScoreRule
{
    public IEnumerable<ScorePart> Parts(LeadFacts facts, DateTime now) =>
        facts.HasFullName ? [new ScorePart("name known", 2, "First and last name are known.")] : [];
}
