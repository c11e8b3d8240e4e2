namespace Migochat.Messaging;

/// <summary>A post as an event names it: enough for a stub.</summary>
/// <param name="FacebookPostId">Meta's id of the post or of Instagram's media: 1 to 100 characters.</param>
/// <param name="Type"><see cref="PostType.Ad"/> if the event says that it is an ad's, else <see cref="PostType.Info"/>.</param>
/// <param name="Content">Its text, where the event tells it.</param>
public sealed record PostMention(string FacebookPostId, PostType Type, string? Content = null);
