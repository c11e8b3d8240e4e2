using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Scoring;

/// <summary>Evaluates a due lead. A lead that can't be read is postponed, so that it delays no other.</summary>
public sealed partial class LeadEvaluator(ILogger<LeadEvaluator> logger)
{
    /// <param name="read">What the database has of the lead.</param>
    /// <param name="thresholds">The present thresholds.</param>
    /// <param name="now">UTC.</param>
    internal RescoredLead Evaluate(LeadRead read, ScoringThresholds thresholds, DateTime now)
    {
        try
        {
            var lead = read.Lead ?? throw new KeyNotFoundException("The lead was just found and is not there.");
            return new RescoredLead(read.Id, lead, LeadEvaluation.Of(lead.Facts, lead.State, thresholds, now), [.. read.NewComplaints]);
        }
        catch (Exception exception) when (LeadRead.IsOfRow(exception))
        {
            NotEvaluated(logger, read.Id, ExceptionOutline.Whole(exception));
            return new RescoredLead(read.Id, null, null, []);
        }
    }

    /// <summary>Logs the leads that became hot. To be called after the commit.</summary>
    internal void LogHot(IEnumerable<RescoredLead> written)
    {
        foreach (var rescoring in written.Where(rescoring => rescoring.IsNewlyHot))
            BecameHot(logger, rescoring.UserId, rescoring.Evaluation!.Score.Points);
    }

    [LoggerMessage(1, LogLevel.Error, "Lead {UserId} can't be rescored, its row holds what nobody should have written; it is put off for a day: {Fault}")]
    private static partial void NotEvaluated(ILogger logger, long userId, string fault);

    [LoggerMessage(2, LogLevel.Information, "Lead {UserId} is hot now, with {Points} points")]
    private static partial void BecameHot(ILogger logger, long userId, int points);
}

/// <summary>The result of a rescoring. Times are UTC.</summary>
public sealed record LeadEvaluation
{
    public required Score Score { get; init; }
    public required CustomerLabel? Label { get; init; }
    public required CustomerType? Type { get; init; }
    public required LeadStage Stage { get; init; }
    public required DateTime LastStageChange { get; init; }

    /// <summary>The reason of a change of stage; null if the stage did not change.</summary>
    public string? StageReason { get; init; }

    /// <summary>The earliest time at which a part, the label or the stage can change by itself; null if nothing is pending.</summary>
    public required DateTime? ChangesAt { get; init; }

    /// <summary>Evaluates a lead at one time. Pure; a second evaluation at the same time changes nothing.</summary>
    public static LeadEvaluation Of(LeadFacts facts, LeadState state, ScoringThresholds thresholds, DateTime now)
    {
        var score = Score.Of(facts, now);
        var lead = new StageCase(facts, state, TypeRule.Next(facts), score.Points, thresholds, now);
        var move = StageRule.Next(lead);
        var moved = move is null ? state : state with { Stage = move.To, LastStageChange = now };
        return new LeadEvaluation
        {
            Score = score,
            Label = state.IsLabelLocked ? state.Label : LabelRule.Next(state.Label, score.Points, thresholds),
            Type = lead.Type,
            Stage = moved.Stage,
            LastStageChange = moved.LastStageChange,
            StageReason = move?.Reason,
            ChangesAt = Moment.Earlier(score.ChangesAt, StageRule.ChangesAt(lead with { State = moved })),
        };
    }
}

/// <summary>The decisions of people and of automation about a lead so far. Times are UTC.</summary>
public sealed record LeadState
{
    public LeadStage Stage { get; init; }
    public required DateTime LastStageChange { get; init; }

    /// <summary>Null before the first rescoring.</summary>
    public CustomerLabel? Label { get; init; }

    /// <summary>The score in the newest score line of the audit trail.</summary>
    public int AuditedScore { get; init; }

    /// <summary>True if a person set the stage.</summary>
    public bool IsStageLocked { get; init; }

    /// <summary>True if a person set the label.</summary>
    public bool IsLabelLocked { get; init; }
}
