using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Scoring;

/// <summary>Hot, warm or cold: a label rises at its threshold and falls only 5 points below it. Pure.</summary>
internal static class LabelRule
{
    /// <param name="label">The present one; null at the first rescoring.</param>
    public static CustomerLabel Next(CustomerLabel? label, int score, ScoringThresholds thresholds)
    {
        if (IsAt(thresholds.Hot, label is CustomerLabel.Hot))
            return CustomerLabel.Hot;
        return IsAt(thresholds.Warm, label is CustomerLabel.Hot or CustomerLabel.Warm) ? CustomerLabel.Warm : CustomerLabel.Cold;

        bool IsAt(int bound, bool wasAt) => score >= bound || (wasAt && score > bound - ScoringThresholds.Slack);
    }
}
