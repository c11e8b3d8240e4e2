using System.Globalization;

namespace Migochat.Scoring;

/// <summary>Points for each day with a message of the customer. A day counts in full for three days from its last message and no more at day 30. A day with a complaint gives nothing.</summary>
internal sealed class DailyMessages : IScoreRule
{
    public static readonly Decay Fading = new(TimeSpan.FromDays(3), TimeSpan.FromDays(30));

    public IEnumerable<ScorePart> Parts(LeadFacts facts, DateTime now)
    {
        foreach (var day in facts.Days.Where(day => day.Complaint is null))
        {
            var full = (int)Math.Min(12, 4L * day.Count);
            var points = Fading.Points(full, now - day.LastAt);
            if (points > 0)
                yield return new ScorePart("messages", points, Reason(day), Fading.NextChange(full, day.LastAt, now));
        }
    }

    private static string Reason(InboundDay day) => string.Create(
        CultureInfo.InvariantCulture,
        $"{day.Count} {(day.Count == 1 ? "message" : "messages")} on {day.Date:yyyy-MM-dd}.");
}
