using System.Globalization;

namespace Migochat.Webhooks;

/// <summary>Says in the log what became of events, such as <c>2 stored, 1 duplicate, 1 dead letter</c>. Pure.</summary>
internal static class OutcomeText
{
    private static readonly (EventOutcome Outcome, string One, string Many)[] Words =
    [
        (EventOutcome.Stored, "stored", "stored"),
        (EventOutcome.Duplicate, "duplicate", "duplicates"),
        (EventOutcome.Ignored, "ignored", "ignored"),
        (EventOutcome.Erased, "refused after an erasure", "refused after an erasure"),
        (EventOutcome.DeadLettered, "dead letter", "dead letters"),
    ];

    public static string Of(IEnumerable<EventOutcome> outcomes)
    {
        var counts = outcomes.CountBy(outcome => outcome).ToDictionary();
        var parts = Words.Where(word => counts.ContainsKey(word.Outcome)).Select(word => Count(counts[word.Outcome], word.One, word.Many));
        return counts.Count == 0 ? "nothing in it" : string.Join(", ", parts);
    }

    public static string Count(int number, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");
}
