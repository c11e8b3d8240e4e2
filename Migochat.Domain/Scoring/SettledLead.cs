using Migochat.Leads;

namespace Migochat.Scoring;

/// <summary>What the last rescoring left of a lead that is not due. Times are UTC.</summary>
/// <param name="Score">Points; still right, since the lead is not due.</param>
/// <param name="Label">Null before the first rescoring.</param>
/// <param name="SilentSince">The last inbound message, or the person's earliest event.</param>
/// <param name="DueAt">When it is rescored; null: never by itself.</param>
internal sealed record SettledLead(int Score, CustomerLabel? Label, LeadStage Stage, CustomerType? Type, DateTime SilentSince, DateTime? DueAt)
{
    /// <summary>
    /// Whether rescoring under these terms, now or before it is due anyway, can find another label or stage. Says yes once too
    /// often rather than once too rarely: what a person locked and recent orders are not asked for.
    /// </summary>
    public bool CanChangeUnder(ScoringTerms terms) =>
        (Label is not null && LabelRule.Next(Label, Score, terms) != Label)
        || (Stage is LeadStage.Intake or LeadStage.Nurture && Score >= terms.Hot)
        || (Stage is LeadStage.Convert && Score <= terms.Warm - ScoringTerms.Slack)
        || (MayBeLost && SilentSince.After(terms.LostAfter) is { } lost && (DueAt is null || lost < DueAt));

    private bool MayBeLost =>
        Stage is LeadStage.Intake or LeadStage.Nurture or LeadStage.Convert && Type is not (CustomerType.Vip or CustomerType.Returning);
}
