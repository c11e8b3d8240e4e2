using Migochat.Data;

namespace Migochat.Webhooks;

/// <summary>One event of a delivery. A delivery can hold several; a failing one must not affect its neighbours.</summary>
/// <param name="Origin">Its position in the delivery.</param>
/// <param name="Kind">The name for metrics: short fixed words, no personal data.</param>
public abstract record WebhookEvent(EventOrigin Origin, string Kind)
{
    /// <summary>The ids of the person on the thread, where the event needs none to be applied and carries some: of a deletion, a reaction.</summary>
    public IReadOnlyList<Identity> About { get; init; } = [];
}

/// <summary>Something that Meta tells and Migochat does not use: on the list of <see cref="Notices"/>, counted, not stored.</summary>
/// <param name="Name">From that list.</param>
public sealed record Notice(EventOrigin Origin, string Name) : WebhookEvent(Origin, Name);

/// <summary>Another account's traffic, the dashboard's test, or an account that writes to itself: counted, not stored.</summary>
public sealed record NotOurs(EventOrigin Origin) : WebhookEvent(Origin, "not_ours");

/// <summary>An item that no reader knows; kept as a dead letter.</summary>
/// <param name="Reason">For the dead letter: the part that was not understood, without content.</param>
public sealed record Unrecognised(EventOrigin Origin, string Reason) : WebhookEvent(Origin, "unrecognised")
{
    /// <summary>The exception of a reader that failed, for the log: without its message. Null where no reader did.</summary>
    public string? Fault { get; init; }
}
