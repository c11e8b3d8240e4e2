namespace Migochat.Webhooks;

/// <summary>Another account's traffic, the dashboard's test, or an account that writes to itself: counted, not stored.</summary>
public sealed record NotOurs(EventOrigin Origin) : WebhookEvent(Origin, "not_ours");
