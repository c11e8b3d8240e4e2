namespace Migochat.Scoring;

/// <summary>A lead's score at one moment: parts that add up to it, the caps among them.</summary>
public sealed record Score(IReadOnlyList<ScorePart> Parts)
{
    public const int Highest = 100;

    /// <summary>0 to 100.</summary>
    public int Points { get; } = Parts.Sum(part => part.Points);

    /// <summary>The earliest moment (UTC) at which a part changes by itself; null: never.</summary>
    public DateTime? ChangesAt => Parts.Min(part => part.Until);

    public static Score Of(LeadFacts facts, DateTime now)
    {
        var parts = ScoreGroup.All.SelectMany(group => group.Parts(facts, now)).ToList();
        var sum = parts.Sum(part => part.Points);
        if (sum > Highest)
            parts.Add(new ScorePart("score cap", Highest - sum, $"A score is at most {Highest}."));
        return new Score(parts);
    }
}
