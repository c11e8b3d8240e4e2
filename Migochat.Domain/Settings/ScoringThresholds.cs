using System.Globalization;

namespace Migochat.Settings;

/// <summary>The settings of scoring.</summary>
/// <param name="Hot">Points from which a lead is hot.</param>
/// <param name="Warm">Points from which a lead is warm, at least 10 below hot.</param>
/// <param name="LostAfter">Silence after which a lead is lost.</param>
public sealed record ScoringThresholds(int Hot, int Warm, TimeSpan LostAfter)
{
    /// <summary>A label or a stage falls only this many points below its threshold.</summary>
    public const int Slack = 5;

    /// <summary>The highest score.</summary>
    public const int HighestScore = 100;

    public const int LowestWarm = 15;
    public const int LeastBetween = 10;

    /// <summary>Whether hot is far enough above warm, and warm above zero.</summary>
    public bool IsSound => Warm >= LowestWarm && Hot >= Warm + LeastBetween && Hot <= HighestScore;

    /// <summary>The values as text, such as <c>hot 75, warm 40, lost 60 days</c>; equal for equal thresholds.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"hot {Hot}, warm {Warm}, lost {LostAfter.TotalDays} days");
}
