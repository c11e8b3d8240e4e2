namespace Migochat.Scoring;

/// <summary>A customer's messages of one day in Cairo.</summary>
/// <param name="Count">All messages of the day.</param>
/// <param name="LastAt">The day's last message, UTC: what the day's points fade from.</param>
/// <param name="Signals">Those of the messages that are about something.</param>
public sealed record InboundDay(DateOnly Date, int Count, DateTime LastAt, IReadOnlyList<InboundMessage> Signals)
{
    /// <summary>The same days for any order of the messages, newest first.</summary>
    public static IReadOnlyList<InboundDay> Group(IEnumerable<InboundMessage> messages) =>
    [
        .. messages
            .GroupBy(message => CairoTime.DayOf(message.At))
            .OrderByDescending(day => day.Key)
            .Select(day => new InboundDay(
                day.Key,
                day.Count(),
                day.Max(message => message.At),
                [.. day.Where(message => message.Signals != Texts.Intents.None)])),
    ];
}
