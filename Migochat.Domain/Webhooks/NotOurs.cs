namespace Migochat.Webhooks;

/// <summary>Another account's traffic, or the dashboard's test: counted, not stored.</summary>
public sealed record NotOurs(EventOrigin Origin) : WebhookEvent(Origin, "not_ours");
