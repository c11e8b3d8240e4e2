using Migochat.Leads;
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
    public IReadOnlyList<SourceTouch> Touches { get; init; } = [];

    /// <summary>Of the last 31 days at least.</summary>
    public IReadOnlyList<InboundDay> Days { get; init; } = [];

    /// <summary>The last refusal; it voids every buying signal at or before it.</summary>
    public DateTime? RefusedAt => Last(Intents.Refusal);

    /// <summary>The last order that no refusal voids.</summary>
    public DateTime? OrderedAt => Last(Intents.Order) is { } at && !(at <= RefusedAt) ? at : null;

    private DateTime? Last(Intents intent) => Days
        .SelectMany(day => day.Signals)
        .Where(message => message.Signals.HasFlag(intent))
        .Max(message => (DateTime?)message.At);
}
