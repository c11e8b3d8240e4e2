using Migochat.Leads;
using static Migochat.Leads.LeadStage;

namespace Migochat.Scoring;

/// <summary>Every move from one stage to another: what automation does, and what people may do. The one place where this is said.</summary>
public static class StageTransitions
{
    internal static readonly TimeSpan OrderConverts = TimeSpan.FromDays(7);
    internal static readonly TimeSpan OrderHolds = TimeSpan.FromDays(14);

    private const int NurtureScore = 30;
    private const int OrderScore = 50;

    /// <summary>Automation's moves; the first that applies is made. None leads to where a later one applies at the same moment.</summary>
    internal static readonly IReadOnlyList<StageMove> ByItself =
    [
        new([Intake, Nurture, LeadStage.Convert], Lost, "No inbound message for lead_lost_after_days.",
            lead => lead.MayBeLost && lead.LostAt <= lead.Now),
        new([Lost], Nurture, "Wrote again after being lost.",
            lead => lead.HasNewerInbound),
        new([Intake, Nurture], LeadStage.Convert, "The score is hot.",
            lead => lead.IsHot),
        new([Intake, Nurture], LeadStage.Convert, $"An order within 7 days and a score of {OrderScore}.",
            lead => lead.Score >= OrderScore && lead.HasOrderedWithin(OrderConverts)),
        new([Intake], Nurture, "Two inbound messages.",
            lead => lead.Facts.InboundCount >= 2),
        new([Intake], Nurture, $"A score of {NurtureScore}.",
            lead => lead.Score >= NurtureScore),
        new([LeadStage.Convert], Nurture, $"The score is {ScoringTerms.Slack} below warm, and no order within 14 days.",
            lead => lead.IsWellBelowWarm && !lead.HasOrderedWithin(OrderHolds)),
    ];

    private static readonly LeadStage[] Pipeline = [Intake, Nurture, LeadStage.Convert, Qualified];

    /// <summary>Whether a person must give a reason: backwards in the pipeline, to lost, to unqualified. All else people may do without.</summary>
    public static bool NeedsReason(LeadStage from, LeadStage to) =>
        from != to && (to is Lost or Unqualified || (IsInPipeline(from) && IsInPipeline(to) && !IsForward(from, to)));

    /// <summary>Whether the move is from one stage of the pipeline to a later one.</summary>
    public static bool IsForward(LeadStage from, LeadStage to) =>
        IsInPipeline(from) && Array.IndexOf(Pipeline, to) > Array.IndexOf(Pipeline, from);

    private static bool IsInPipeline(LeadStage stage) => Array.IndexOf(Pipeline, stage) >= 0;
}
