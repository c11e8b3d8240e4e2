using Migochat.Data;
using Migochat.Texts;

namespace Migochat.Scoring;

/// <summary>All that a score depends on, besides the moment. Times are UTC.</summary>
public sealed record LeadFacts
{
    /// <summary>The person's earliest event.</summary>
    public required DateTime CreatedAt { get; init; }

    public bool HasPhone { get; init; }
    public bool HasGovernorate { get; init; }
    public bool HasFullName { get; init; }

    /// <summary>As stored; null before the first rescoring.</summary>
    public CustomerType? Type { get; init; }

    /// <summary>True if a person set the type.</summary>
    public bool IsTypeLocked { get; init; }

    public DateTime? FirstInboundAt { get; init; }
    public DateTime? LastInboundAt { get; init; }

    /// <summary>When the newest of the conversations began that an inbound message started.</summary>
    public DateTime? LastOpeningAt { get; init; }

    /// <summary>Inbound messages of all time; more than two need not be counted.</summary>
    public int InboundCount { get; init; }

    /// <summary>Of the last 90 days at least; the latest of each source is enough.</summary>
    public IReadOnlyList<SourceContact> Touches { get; init; } = [];

    /// <summary>Of the last 31 days at least.</summary>
    public IReadOnlyList<InboundDay> Days { get; init; } = [];

    /// <summary>The last refusal; it voids every buying signal at or before it.</summary>
    public DateTime? RefusedAt => Refusal?.At;

    /// <summary>The message with the last refusal.</summary>
    public InboundMessage? Refusal => Last(Intents.Refusal);

    /// <summary>The last order that no refusal voids.</summary>
    public DateTime? OrderedAt => Last(Intents.Order)?.At is { } at && !(at <= RefusedAt) ? at : null;

    private InboundMessage? Last(Intents intent) => Days
        .SelectMany(day => day.Signals)
        .Where(message => message.Signals.HasFlag(intent))
        .MaxBy(message => (message.At, message.Id));
}

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

/// <summary>A customer's message, as scoring sees it.</summary>
/// <param name="At">UTC.</param>
/// <param name="Signals">What its text is about.</param>
/// <param name="Id">Its row.</param>
public sealed record InboundMessage(DateTime At, Intents Signals = Intents.None, long Id = 0);

/// <summary>Says why signals of buying do not count; worth nothing itself.</summary>
internal sealed class Refused : IScoreRule
{
    public IEnumerable<ScorePart> Parts(LeadFacts facts, DateTime now) =>
        facts.Refusal is { At: var at } refusal && now - at < BuyingIntent.Fading.Zero
            ? [new ScorePart("refusal", 0, $"Refused on {CairoTime.DayOf(at):yyyy-MM-dd}; no sign of buying up to then counts.", at.After(BuyingIntent.Fading.Zero))
            {
                Because = new(refusal.Id, Intents.Refusal),
            }]
            : [];
}

internal static class Moment
{
    /// <summary>What the database can tell from the moment before.</summary>
    public static readonly TimeSpan Smallest = TimeSpan.FromMicroseconds(1);

    /// <summary>The moment so much later; null if that is after all time.</summary>
    public static DateTime? After(this DateTime time, TimeSpan span) => span <= DateTime.MaxValue - time ? time + span : null;

    /// <summary>The earlier of two moments, null being never.</summary>
    public static DateTime? Earlier(DateTime? a, DateTime? b) => a is null || b < a ? b : a;
}
