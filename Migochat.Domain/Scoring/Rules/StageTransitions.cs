using Migochat.Data;
using Migochat.Settings;
using static Migochat.Data.LeadStage;

namespace Migochat.Scoring;

/// <summary>Every move from one stage to another, by automation and by people. No other place defines them.</summary>
public static class StageTransitions
{
    internal static readonly TimeSpan OrderConverts = TimeSpan.FromDays(7);
    internal static readonly TimeSpan OrderHolds = TimeSpan.FromDays(14);

    private const int NurtureScore = 30;
    private const int OrderScore = 50;

    /// <summary>Automation's moves; the first that applies is made. No move leads to a stage that a later one leaves at the same time.</summary>
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
        new([LeadStage.Convert], Nurture, $"The score is {ScoringThresholds.Slack} below warm, and no order within 14 days.",
            lead => lead.IsWellBelowWarm && !lead.HasOrderedWithin(OrderHolds)),
    ];

    private static readonly LeadStage[] Pipeline = [Intake, Nurture, LeadStage.Convert, Qualified];

    /// <summary>Whether a person must give a reason: for a move backwards in the pipeline, to lost, or to unqualified. Other moves need none.</summary>
    public static bool NeedsReason(LeadStage from, LeadStage to) =>
        from != to && (to is Lost or Unqualified || (IsInPipeline(from) && IsInPipeline(to) && !IsForward(from, to)));

    /// <summary>Whether the move is from one stage of the pipeline to a later one.</summary>
    public static bool IsForward(LeadStage from, LeadStage to) =>
        IsInPipeline(from) && Array.IndexOf(Pipeline, to) > Array.IndexOf(Pipeline, from);

    /// <summary>Whether a lead of this stage has reached convert.</summary>
    public static bool IsConverted(LeadStage stage) => stage is LeadStage.Convert or Qualified;

    private static bool IsInPipeline(LeadStage stage) => Array.IndexOf(Pipeline, stage) >= 0;
}

/// <summary>Chooses automation's move, and the earliest time of the next. Pure.</summary>
internal static class StageRule
{
    /// <returns>Null if the lead stays in its stage.</returns>
    public static StageMove? Next(StageCase lead) => HasJustMoved(lead) ? null : Applying(lead);

    /// <summary>The earliest time after now at which the stage can change without a change of the score; null if never.</summary>
    public static DateTime? ChangesAt(StageCase lead)
    {
        DateTime? at = null;
        if (HasJustMoved(lead) && Applying(lead) is not null)
            at = lead.State.LastStageChange.After(Moment.Smallest);
        if (lead.State.IsStageLocked)
            return at;
        if (lead.MayBeLost && lead.LostAt > lead.Now && lead.State.Stage is (LeadStage.Intake or LeadStage.Nurture or LeadStage.Convert))
            at = Moment.Earlier(at, lead.LostAt);
        if (lead.State.Stage == LeadStage.Convert && lead.IsWellBelowWarm && lead.HasOrderedWithin(StageTransitions.OrderHolds))
            at = Moment.Earlier(at, lead.Facts.OrderedAt?.After(StageTransitions.OrderHolds));
        return at;
    }

    /// <summary>Prevents a second move at one time. Only a person moves a lead to intake.</summary>
    private static bool HasJustMoved(StageCase lead) =>
        lead.State.Stage != LeadStage.Intake && lead.State.LastStageChange >= lead.Now;

    private static StageMove? Applying(StageCase lead) => StageTransitions.ByItself.FirstOrDefault(move =>
        move.From.Contains(lead.State.Stage) && IsAllowed(move, lead) && move.When(lead));

    /// <summary>Automation moves a stage that a person set only forward or out of lost, and only after a newer message.</summary>
    private static bool IsAllowed(StageMove move, StageCase lead) =>
        !lead.State.IsStageLocked
        || (lead.HasNewerInbound && (lead.State.Stage == LeadStage.Lost || StageTransitions.IsForward(lead.State.Stage, move.To)));
}

/// <summary>The input of the stage rules.</summary>
/// <param name="Type">After this rescoring.</param>
/// <param name="Score">Points.</param>
internal sealed record StageCase(LeadFacts Facts, LeadState State, CustomerType? Type, int Score, ScoringThresholds Thresholds, DateTime Now)
{
    public bool MayBeLost => Type is not (CustomerType.Vip or CustomerType.Returning);

    /// <summary>The time at which the silence is long enough to lose the lead; null: never.</summary>
    public DateTime? LostAt => (Facts.LastInboundAt ?? Facts.CreatedAt).After(Thresholds.LostAfter);

    public bool IsHot => Score >= Thresholds.Hot;

    public bool IsWellBelowWarm => Score <= Thresholds.Warm - ScoringThresholds.Slack;

    /// <summary>True if a message came after the last move.</summary>
    public bool HasNewerInbound => Facts.LastInboundAt > State.LastStageChange;

    public bool HasOrderedWithin(TimeSpan span) => Facts.OrderedAt is { } at && Now - at < span;
}

/// <summary>A move that automation makes.</summary>
/// <param name="Reason">For the audit trail: names the rule.</param>
internal sealed record StageMove(IReadOnlyList<LeadStage> From, LeadStage To, string Reason, Func<StageCase, bool> When);
