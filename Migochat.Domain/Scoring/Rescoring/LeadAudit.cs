using System.Globalization;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Scoring;

/// <summary>What of a rescoring goes into the audit trail. First values are no changes. Pure.</summary>
internal static class LeadAudit
{
    /// <summary>Points from the last audited score at which another is worth a line.</summary>
    public const int ScoreStep = 10;

    public static IEnumerable<LeadChange> Changes(StoredLead lead, LeadEvaluation verdict, ScoringThresholds terms)
    {
        var (facts, standing) = (lead.Facts, lead.Standing);
        if (verdict.StageReason is { } reason)
            yield return new LeadChange("stage_change", EnumText.Wire(standing.Stage), EnumText.Wire(verdict.Stage), reason);
        if (standing.Label is { } oldLabel && verdict.Label is { } label && label != oldLabel)
            yield return new LeadChange("label_change", EnumText.Wire(oldLabel), EnumText.Wire(label), LabelReason(verdict.Score.Points, terms));
        if (facts.Type is { } oldType && verdict.Type is { } type && type != oldType)
            yield return new LeadChange("type_change", EnumText.Wire(oldType), EnumText.Wire(type), TypeRule.Reason);
        if (!IsFirst(lead) && AuditedScore(lead, verdict) != standing.AuditedScore)
            yield return new LeadChange("score_change", Text(standing.AuditedScore), Text(verdict.Score.Points), ScoreReason(verdict.Score));
    }

    /// <summary>The score that the audit trail shows after this rescoring.</summary>
    public static int AuditedScore(StoredLead lead, LeadEvaluation verdict)
    {
        var (audited, points) = (lead.Standing.AuditedScore, verdict.Score.Points);
        return IsFirst(lead) || Math.Abs(points - audited) >= ScoreStep ? points : audited;
    }

    // Every rescoring leaves a type, and only a person can take it away again.
    private static bool IsFirst(StoredLead lead) => lead.Facts.Type is null && lead.Standing.Label is null;

    private static string LabelReason(int score, ScoringThresholds terms) => string.Create(
        CultureInfo.InvariantCulture,
        $"Score {score}: hot from {terms.Hot}, warm from {terms.Warm}, back {ScoringThresholds.Slack} below.");

    private static string ScoreReason(Score score) => string.Join(", ", score.Parts
        .GroupBy(part => part.Name, StringComparer.Ordinal)
        .Select(parts => $"{parts.Key} {Text(parts.Sum(part => part.Points))}"));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A line for the audit trail that automation writes.</summary>
/// <param name="Type"><c>stage_change</c> and the like.</param>
internal sealed record LeadChange(string Type, string? Old, string? New, string Reason);
