using Migochat.Data;

namespace Migochat.Scoring;

/// <summary>The source with the most points among the customer's contacts within 90 days.</summary>
internal sealed class StrongestSource : IScoreRule
{
    public static readonly TimeSpan Counts = TimeSpan.FromDays(90);

    public IEnumerable<ScorePart> Parts(LeadFacts facts, DateTime now)
    {
        // Of two with the same points the later one lasts longer; of two at one time the name decides.
        var strongest = facts.Touches
            .Where(touch => now - touch.At < Counts)
            .OrderByDescending(touch => PointsOf(touch.Source))
            .ThenByDescending(touch => touch.At)
            .ThenBy(touch => touch.Source)
            .FirstOrDefault();
        return strongest is null ? [] : [Part(strongest)];
    }

    private static ScorePart Part(SourceContact touch) => new(
        "source",
        PointsOf(touch.Source),
        $"Came by {EnumText.Wire(touch.Source)}, last on {CairoTime.DayOf(touch.At):yyyy-MM-dd}.",
        touch.At.After(Counts));

    private static int PointsOf(MessageSource source) => source switch
    {
        MessageSource.LeadAd => 20,
        MessageSource.AdMessage => 15,
        MessageSource.DirectMessage => 10,
        _ => 8,
    };
}

/// <summary>A contact of the customer: its source and time (UTC).</summary>
public sealed record SourceContact(MessageSource Source, DateTime At);
