namespace Migochat.Webhooks;

/// <summary>One thing that a delivery says. Several make up a delivery; none may fail its neighbours.</summary>
/// <param name="Origin">Where it stood.</param>
/// <param name="Kind">What metrics count it as: short, fixed words, nothing personal.</param>
public abstract record WebhookEvent(EventOrigin Origin, string Kind);
