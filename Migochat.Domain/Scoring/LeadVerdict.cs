using Migochat.Leads;

namespace Migochat.Scoring;

/// <summary>What a rescoring finds. Times are UTC.</summary>
public sealed record LeadVerdict
{
    public required Score Score { get; init; }
    public required CustomerLabel? Label { get; init; }
    public required CustomerType? Type { get; init; }
    public required LeadStage Stage { get; init; }
    public required DateTime LastStageChange { get; init; }

    /// <summary>Why the stage changed; null if it did not.</summary>
    public string? StageReason { get; init; }

    /// <summary>The earliest moment at which a part, the label or the stage can change by itself; null if nothing is pending.</summary>
    public required DateTime? ChangesAt { get; init; }

    /// <summary>Judges a lead at a moment. Pure; the same again at the same moment.</summary>
    public static LeadVerdict Of(LeadFacts facts, LeadStanding standing, ScoringTerms terms, DateTime now)
    {
        var score = Score.Of(facts, now);
        var lead = new StageCase(facts, standing, TypeRule.Next(facts), score.Points, terms, now);
        var move = StageRule.Next(lead);
        var moved = move is null ? standing : standing with { Stage = move.To, LastStageChange = now };
        return new LeadVerdict
        {
            Score = score,
            Label = standing.IsLabelLocked ? standing.Label : LabelRule.Next(standing.Label, score.Points, terms),
            Type = lead.Type,
            Stage = moved.Stage,
            LastStageChange = moved.LastStageChange,
            StageReason = move?.Reason,
            ChangesAt = Moment.Earlier(score.ChangesAt, StageRule.ChangesAt(lead with { Standing = moved })),
        };
    }
}
