namespace Migochat.Webhooks;

/// <summary>What became of an event.</summary>
public enum EventOutcome
{
    /// <summary>It is in the file now, and was not before.</summary>
    Stored,

    /// <summary>It was stored before; this copy changed nothing or only refined it.</summary>
    Duplicate,

    /// <summary>Counted, not stored.</summary>
    Ignored,

    /// <summary>Refused and not kept: it is about somebody who was erased after it.</summary>
    Erased,

    /// <summary>Kept as a dead letter.</summary>
    DeadLettered,
}
