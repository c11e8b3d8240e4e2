using System.Globalization;
using Migochat.Texts;

namespace Migochat.Scoring;

/// <summary>
/// The strongest sign of each day that the customer wants to buy. It counts in full for three days from the day's last
/// message and no more at day 21. A day with a complaint has none.
/// </summary>
internal sealed class BuyingIntent : IScoreRule
{
    public static readonly Decay Fading = new(TimeSpan.FromDays(3), TimeSpan.FromDays(21));

    private static readonly (Intents Intent, string Name, int Points)[] Worth =
    [
        (Intents.Order, "An order", 45),
        (Intents.Price, "The price asked for", 20),
        (Intents.Delivery, "Delivery asked for", 15),
        (Intents.Availability, "Availability asked for", 15),
    ];

    public IEnumerable<ScorePart> Parts(LeadFacts facts, DateTime now)
    {
        var refusedAt = facts.RefusedAt;
        foreach (var day in facts.Days.Where(day => day.Complaint is null))
        {
            var valid = Intents.None;
            foreach (var message in day.Signals)
                valid |= message.At <= refusedAt ? Intents.None : message.Signals;
            if (Part(day, valid, now) is { } part)
                yield return part with { Because = Claim(day, valid, refusedAt) };
        }
    }

    private static ScorePart? Part(InboundDay day, Intents valid, DateTime now)
    {
        var (_, name, worth) = Array.Find(Worth, row => valid.HasFlag(row.Intent));
        var points = Fading.Points(worth, now - day.LastAt);
        return points == 0 ? null : new ScorePart("intent", points, Reason(name, day), Fading.NextChange(worth, day.LastAt, now));
    }

    // The day's last message that says its strongest sign.
    private static IntentClaim? Claim(InboundDay day, Intents valid, DateTime? refusedAt)
    {
        var intent = Array.Find(Worth, row => valid.HasFlag(row.Intent)).Intent;
        return day.Signals.Where(message => !(message.At <= refusedAt) && message.Signals.HasFlag(intent)).MaxBy(message => (message.At, message.Id)) is { } message
            ? new(message.Id, intent)
            : null;
    }

    private static string Reason(string name, InboundDay day) => string.Create(CultureInfo.InvariantCulture, $"{name} on {day.Date:yyyy-MM-dd}.");
}
