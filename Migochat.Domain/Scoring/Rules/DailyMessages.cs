using System.Globalization;

namespace Migochat.Scoring;

/// <summary>Points for each day with a message of the customer, whether a text, a voice note or a picture. A day counts in full for three days from its last message and no more at day 30. A day with a complaint gives nothing.</summary>
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
        $"{Several(day.Count, "message")} on {day.Date:yyyy-MM-dd}{Media(day)}.");

    private static string Media(InboundDay day) => (day.VoiceNotes, day.Pictures) switch
    {
        (0, 0) => "",
        (var voice, 0) => $", {Several(voice, "voice note")} among them",
        (0, var pictures) => $", {Several(pictures, "picture")} among them",
        var (voice, pictures) => $", {Several(voice, "voice note")} and {Several(pictures, "picture")} among them",
    };

    private static string Several(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
