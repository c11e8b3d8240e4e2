using System.Collections.Concurrent;

namespace Migochat.Webhooks;

/// <summary>How many events of each kind had each outcome since the process started.</summary>
public sealed class EventCounts
{
    private readonly ConcurrentDictionary<(string Kind, EventOutcome Outcome), long> _counts = new();

    /// <summary>By kind, then by outcome.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> ByKind() => _counts
        .GroupBy(count => count.Key.Kind, StringComparer.Ordinal)
        .OrderBy(kind => kind.Key, StringComparer.Ordinal)
        .ToDictionary(
            kind => kind.Key,
            IReadOnlyDictionary<string, long> (kind) => kind.ToDictionary(count => Data.EnumText.Wire(count.Key.Outcome), count => count.Value, StringComparer.Ordinal),
            StringComparer.Ordinal);

    internal void Add(string kind, EventOutcome outcome)
    {
        _counts.AddOrUpdate((kind, outcome), 1, (_, count) => count + 1);
        Telemetry.Events.Add(1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("outcome", Data.EnumText.Wire(outcome)));
    }
}

/// <summary>The result for one event.</summary>
public enum EventOutcome
{
    /// <summary>It is in the database now, and was not before.</summary>
    Stored,

    /// <summary>It was stored before; this copy changed nothing or only refined it.</summary>
    Duplicate,

    /// <summary>Counted, not stored.</summary>
    Ignored,

    /// <summary>Refused and not kept: it is about a person who was erased after it.</summary>
    Erased,

    /// <summary>Kept as a dead letter.</summary>
    DeadLettered,
}
