using Migochat.Data;
using Migochat.Texts;

namespace Migochat.Scoring;

/// <summary>All values that a score depends on, besides the time. Times are UTC.</summary>
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

    /// <summary>The start of the newest conversation that an inbound message started, other than a complaint.</summary>
    public DateTime? LastOpeningAt { get; init; }

    /// <summary>The number of inbound messages of all time; it may stop at two.</summary>
    public int InboundCount { get; init; }

    /// <summary>Contacts of the last 90 days at least; the latest of each source is enough.</summary>
    public IReadOnlyList<SourceContact> Touches { get; init; } = [];

    /// <summary>Days of the last 31 days at least.</summary>
    public IReadOnlyList<InboundDay> Days { get; init; } = [];

    /// <summary>The last refusal; it cancels every buying signal at or before it.</summary>
    public DateTime? RefusedAt => Refusal?.At;

    /// <summary>The message with the last refusal.</summary>
    public InboundMessage? Refusal => Last(Intents.Refusal, Days);

    /// <summary>The last order that no refusal cancels, and no complaint of the same day.</summary>
    public DateTime? OrderedAt => Last(Intents.Order, Days.Where(day => day.Complaint is null))?.At is { } at && !(at <= RefusedAt) ? at : null;

    private static InboundMessage? Last(Intents intent, IEnumerable<InboundDay> days) => days
        .SelectMany(day => day.Signals)
        .Where(message => message.Signals.HasFlag(intent))
        .MaxBy(message => (message.At, message.Id));
}

/// <summary>A customer's messages of one day in Cairo.</summary>
/// <param name="Count">All messages of the day.</param>
/// <param name="LastAt">The day's last message, UTC; the day's points fade from this time on.</param>
/// <param name="Signals">The day's messages with signals.</param>
public sealed record InboundDay(DateOnly Date, int Count, DateTime LastAt, IReadOnlyList<InboundMessage> Signals)
{
    /// <summary>How many of the day's messages are a recording of the customer's voice.</summary>
    public int VoiceNotes { get; init; }

    /// <summary>How many are pictures or videos.</summary>
    public int Pictures { get; init; }

    /// <summary>The day's last complaint; it takes the day's buying signals and message points with it.</summary>
    public InboundMessage? Complaint { get; } = Signals
        .Where(message => message.Signals.HasFlag(Texts.Intents.Complaint))
        .MaxBy(message => (message.At, message.Id));

    /// <summary>The days, newest first. The order of the messages does not matter.</summary>
    public static IReadOnlyList<InboundDay> Group(IEnumerable<InboundMessage> messages) =>
    [
        .. messages
            .GroupBy(message => CairoTime.DayOf(message.At))
            .OrderByDescending(day => day.Key)
            .Select(day => new InboundDay(
                day.Key,
                day.Count(),
                day.Max(message => message.At),
                [.. day.Where(message => message.Signals != Texts.Intents.None)])
            {
                VoiceNotes = day.Count(message => message.Type is "audio" or "voice"),
                Pictures = day.Count(message => message.Type is "image" or "video"),
            }),
    ];
}

/// <summary>A customer's message, as scoring sees it.</summary>
/// <param name="At">UTC.</param>
/// <param name="Signals">The intents in its text.</param>
/// <param name="Id">The id of its row.</param>
/// <param name="Type">Its <c>message_type</c>.</param>
public sealed record InboundMessage(DateTime At, Intents Signals = Intents.None, long Id = 0, string Type = "text");

/// <summary>Explains why earlier buying signals do not count. It has no points itself.</summary>
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

/// <summary>Explains why a day with a complaint gives nothing. It has no points itself.</summary>
internal sealed class Complained : IScoreRule
{
    public IEnumerable<ScorePart> Parts(LeadFacts facts, DateTime now) =>
        from day in facts.Days
        where day.Complaint is not null && now - day.LastAt < BuyingIntent.Fading.Zero
        select new ScorePart("complaint", 0, $"Complained on {day.Date:yyyy-MM-dd}; nothing of that day counts.", day.LastAt.After(BuyingIntent.Fading.Zero))
        {
            Because = new(day.Complaint!.Id, Intents.Complaint),
        };
}
