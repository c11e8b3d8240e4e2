using System.Globalization;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Scoring;

/// <summary>Selects the changes of a rescoring for the audit trail. A first value is no change. Pure.</summary>
internal static class LeadAudit
{
    /// <summary>A score that differs by this many points from the last recorded one is recorded.</summary>
    public const int ScoreStep = 10;

    public static IEnumerable<LeadChange> Changes(StoredLead lead, LeadEvaluation evaluation, ScoringThresholds thresholds)
    {
        var (facts, state) = (lead.Facts, lead.State);
        if (evaluation.StageReason is { } reason)
            yield return new LeadChange("stage_change", EnumText.Wire(state.Stage), EnumText.Wire(evaluation.Stage), reason);
        if (state.Label is { } oldLabel && evaluation.Label is { } label && label != oldLabel)
            yield return new LeadChange("label_change", EnumText.Wire(oldLabel), EnumText.Wire(label), LabelReason(evaluation.Score.Points, thresholds));
        if (facts.Type is { } oldType && evaluation.Type is { } type && type != oldType)
            yield return new LeadChange("type_change", EnumText.Wire(oldType), EnumText.Wire(type), TypeRule.Reason);
        if (!IsFirst(lead) && AuditedScore(lead, evaluation) != state.AuditedScore)
            yield return new LeadChange("score_change", Text(state.AuditedScore), Text(evaluation.Score.Points), ScoreReason(evaluation.Score));
    }

    /// <summary>The score in the audit trail after this rescoring.</summary>
    public static int AuditedScore(StoredLead lead, LeadEvaluation evaluation)
    {
        var (audited, points) = (lead.State.AuditedScore, evaluation.Score.Points);
        return IsFirst(lead) || Math.Abs(points - audited) >= ScoreStep ? points : audited;
    }

    // Every rescoring writes a type, and only a person can remove it.
    private static bool IsFirst(StoredLead lead) => lead.Facts.Type is null && lead.State.Label is null;

    private static string LabelReason(int score, ScoringThresholds thresholds) => string.Create(
        CultureInfo.InvariantCulture,
        $"Score {score}: hot from {thresholds.Hot}, warm from {thresholds.Warm}, back {ScoringThresholds.Slack} below.");

    private static string ScoreReason(Score score) => string.Join(", ", score.Parts
        .GroupBy(part => part.Name, StringComparer.Ordinal)
        .Select(parts => $"{parts.Key} {Text(parts.Sum(part => part.Points))}"));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A line for the audit trail that automation writes.</summary>
/// <param name="Type"><c>stage_change</c> and the like.</param>
internal sealed record LeadChange(string Type, string? Old, string? New, string Reason);
