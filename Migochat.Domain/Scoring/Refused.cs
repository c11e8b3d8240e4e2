namespace Migochat.Scoring;

/// <summary>Says why signals of buying do not count; worth nothing itself.</summary>
internal sealed class Refused : IScoreRule
{
    public IEnumerable<ScorePart> Parts(LeadFacts facts, DateTime now) =>
        facts.RefusedAt is { } at && now - at < BuyingIntent.Fading.Zero
            ? [new ScorePart("refusal", 0, $"Refused on {CairoTime.DayOf(at):yyyy-MM-dd}; no sign of buying up to then counts.", at.After(BuyingIntent.Fading.Zero))]
            : [];
}
