using Migochat.Leads;

namespace Migochat.Webhooks;

/// <summary>One thing that a delivery says. Several make up a delivery; none may fail its neighbours.</summary>
/// <param name="Origin">Where it stood.</param>
/// <param name="Kind">What metrics count it as: short, fixed words, nothing personal.</param>
public abstract record WebhookEvent(EventOrigin Origin, string Kind)
{
    /// <summary>The ids of the person on the thread, where the event needs none to be applied and carries some: of a deletion, a reaction.</summary>
    public IReadOnlyList<Identity> About { get; init; } = [];
}
