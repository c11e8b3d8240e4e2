namespace Migochat.Scoring;

/// <summary>One rule of the score. Pure; what is worth nothing is left out.</summary>
internal interface IScoreRule
{
    IEnumerable<ScorePart> Parts(LeadFacts facts, DateTime now);
}
