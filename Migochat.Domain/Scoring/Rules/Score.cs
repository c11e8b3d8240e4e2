using Migochat.Settings;
using Migochat.Texts;

namespace Migochat.Scoring;

/// <summary>A lead's score at one time: its parts, with the caps, add up to it.</summary>
public sealed record Score(IReadOnlyList<ScorePart> Parts)
{
    /// <summary>To be raised with every change of the rules' points: then all leads are rescored.</summary>
    public const int RulesVersion = 1;

    /// <summary>0 to 100.</summary>
    public int Points { get; } = Parts.Sum(part => part.Points);

    /// <summary>The earliest time (UTC) at which a part changes by itself; null: never.</summary>
    public DateTime? ChangesAt => Parts.Min(part => part.Until);

    public static Score Of(LeadFacts facts, DateTime now)
    {
        var parts = ScoreGroup.All.SelectMany(group => group.Parts(facts, now)).ToList();
        var sum = parts.Sum(part => part.Points);
        if (sum > ScoringThresholds.HighestScore)
            parts.Add(new ScorePart("score cap", ScoringThresholds.HighestScore - sum, $"A score is at most {ScoringThresholds.HighestScore}."));
        return new Score(parts);
    }
}

/// <summary>Rules that together give no more points than the cap.</summary>
internal sealed record ScoreGroup(string Name, int Cap, IReadOnlyList<IScoreRule> Rules)
{
    public static readonly IReadOnlyList<ScoreGroup> All =
    [
        new("fit", 30, [new KnownPhone(), new KnownGovernorate(), new KnownName(), new KnownCustomer()]),
        new("source", 20, [new StrongestSource()]),
        new("engagement", 35, [new DailyMessages()]),
        new("intent", 50, [new BuyingIntent(), new Refused(), new Complained()]),
    ];

    public IReadOnlyList<ScorePart> Parts(LeadFacts facts, DateTime now)
    {
        var parts = Rules.SelectMany(rule => rule.Parts(facts, now)).ToList();
        var sum = parts.Sum(part => part.Points);
        if (sum > Cap)
            parts.Add(new ScorePart($"{Name} cap", Cap - sum, $"All {Name} together gives at most {Cap}."));
        return parts;
    }
}

/// <summary>One line of a score.</summary>
/// <param name="Name">Its subject, such as <c>phone known</c> or <c>engagement cap</c>.</param>
/// <param name="Points">Whole; caps are negative.</param>
/// <param name="Reason">One sentence for the shop's staff, without personal data.</param>
/// <param name="Until">The time (UTC) at which it changes by itself; null: never.</param>
public sealed record ScorePart(string Name, int Points, string Reason, DateTime? Until = null)
{
    /// <summary>The message that an intent was read in; null where the part rests on none.</summary>
    public IntentClaim? Because { get; init; }
}

/// <summary>An intent and the row of the message that it was read in.</summary>
public sealed record IntentClaim(long MessageId, Intents Intent);

/// <summary>One rule of the score. Pure; a part without points is left out.</summary>
internal interface IScoreRule
{
    IEnumerable<ScorePart> Parts(LeadFacts facts, DateTime now);
}
