using Migochat.Leads;

namespace Migochat.Scoring;

/// <summary>Which of automation's moves is made, and when the next can be. Pure.</summary>
internal static class StageRule
{
    /// <returns>Null where the lead stays.</returns>
    public static StageMove? Next(StageCase lead) => HasJustMoved(lead) ? null : Applying(lead);

    /// <summary>The earliest moment after now at which a stage can change though the score does not; null if none.</summary>
    public static DateTime? ChangesAt(StageCase lead)
    {
        DateTime? at = null;
        if (HasJustMoved(lead) && Applying(lead) is not null)
            at = lead.Standing.LastStageChange.After(Moment.Smallest);
        if (lead.Standing.IsStageLocked)
            return at;
        if (lead.MayBeLost && lead.LostAt > lead.Now && lead.Standing.Stage is (LeadStage.Intake or LeadStage.Nurture or LeadStage.Convert))
            at = Moment.Earlier(at, lead.LostAt);
        if (lead.Standing.Stage == LeadStage.Convert && lead.IsWellBelowWarm && lead.HasOrderedWithin(StageTransitions.OrderHolds))
            at = Moment.Earlier(at, lead.Facts.OrderedAt?.After(StageTransitions.OrderHolds));
        return at;
    }

    /// <summary>Rescoring again at one moment moves nothing twice. Nobody was moved to intake but by a person.</summary>
    private static bool HasJustMoved(StageCase lead) =>
        lead.Standing.Stage != LeadStage.Intake && lead.Standing.LastStageChange >= lead.Now;

    private static StageMove? Applying(StageCase lead) => StageTransitions.ByItself.FirstOrDefault(move =>
        move.From.Contains(lead.Standing.Stage) && IsAllowed(move, lead) && move.When(lead));

    /// <summary>What a person set moves only forward or out of lost, and only on a message that came after.</summary>
    private static bool IsAllowed(StageMove move, StageCase lead) =>
        !lead.Standing.IsStageLocked
        || (lead.HasNewerInbound && (lead.Standing.Stage == LeadStage.Lost || StageTransitions.IsForward(lead.Standing.Stage, move.To)));
}
