using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Scoring;

/// <summary>Says what becomes of a lead that is due. One that can't be read is put off, so that it holds up no other.</summary>
public sealed partial class LeadEvaluator(ILogger<LeadEvaluator> logger)
{
    /// <param name="store">Where the lead is read.</param>
    /// <param name="id">The lead's row.</param>
    /// <param name="terms">The settings that count.</param>
    /// <param name="now">UTC.</param>
    internal Rescoring Judge(ScoringStore store, long id, ScoringThresholds terms, DateTime now)
    {
        try
        {
            var lead = store.Read(id, now) ?? throw new KeyNotFoundException("The lead was just found and is not there.");
            return new Rescoring(id, lead, LeadEvaluation.Of(lead.Facts, lead.Standing, terms, now));
        }
        catch (Exception exception) when (exception is FormatException or KeyNotFoundException or ArgumentException or OverflowException)
        {
            NotJudged(logger, id, ExceptionOutline.Whole(exception));
            return new Rescoring(id, null, null);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Lead {UserId} can't be rescored, its row holds what nobody should have written; it is put off for a day: {Fault}")]
    private static partial void NotJudged(ILogger logger, long userId, string fault);
}

/// <summary>What a rescoring finds. Times are UTC.</summary>
public sealed record LeadEvaluation
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
    public static LeadEvaluation Of(LeadFacts facts, LeadState standing, ScoringThresholds terms, DateTime now)
    {
        var score = Score.Of(facts, now);
        var lead = new StageCase(facts, standing, TypeRule.Next(facts), score.Points, terms, now);
        var move = StageRule.Next(lead);
        var moved = move is null ? standing : standing with { Stage = move.To, LastStageChange = now };
        return new LeadEvaluation
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

/// <summary>What was decided about a lead so far, by people and by automation. Times are UTC.</summary>
public sealed record LeadState
{
    public LeadStage Stage { get; init; }
    public required DateTime LastStageChange { get; init; }

    /// <summary>Null before the first rescoring.</summary>
    public CustomerLabel? Label { get; init; }

    /// <summary>The score that the audit trail last showed.</summary>
    public int AuditedScore { get; init; }

    /// <summary>True if a person set the stage.</summary>
    public bool IsStageLocked { get; init; }

    /// <summary>True if a person set the label.</summary>
    public bool IsLabelLocked { get; init; }
}
