namespace Migochat.Webhooks;

/// <summary>A message was deleted, unsent or revoked, or a comment removed: for good, whatever else comes.</summary>
/// <param name="Target">The key of the message: see <see cref="Messaging.MessageKeys"/>.</param>
/// <param name="Time">UTC.</param>
public sealed record MessageDeleted(EventOrigin Origin, string Target, DateTime Time) : WebhookEvent(Origin, "deletion");
