namespace Migochat.Webhooks;

/// <summary>An item that no reader knows; kept as a dead letter.</summary>
/// <param name="Reason">For the dead letter: what was not understood, without content.</param>
public sealed record Unrecognised(EventOrigin Origin, string Reason) : WebhookEvent(Origin, "unrecognised");
