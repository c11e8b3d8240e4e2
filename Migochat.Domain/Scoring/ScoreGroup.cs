namespace Migochat.Scoring;

/// <summary>Rules that together give at most so many points.</summary>
internal sealed record ScoreGroup(string Name, int Cap, IReadOnlyList<IScoreRule> Rules)
{
    public static readonly IReadOnlyList<ScoreGroup> All =
    [
        new("fit", 30, [new KnownPhone(), new KnownGovernorate(), new KnownName(), new KnownCustomer()]),
        new("source", 20, [new StrongestSource()]),
        new("engagement", 35, [new DailyMessages()]),
        new("intent", 50, [new BuyingIntent(), new Refused()]),
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
