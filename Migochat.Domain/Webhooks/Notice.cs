namespace Migochat.Webhooks;

/// <summary>Something that Meta tells and Migochat does not use: on the list of <see cref="Notices"/>, counted, not stored.</summary>
/// <param name="Name">From that list.</param>
public sealed record Notice(EventOrigin Origin, string Name) : WebhookEvent(Origin, Name);
