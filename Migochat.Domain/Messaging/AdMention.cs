namespace Migochat.Messaging;

/// <summary>An ad as an event names it: enough for a stub.</summary>
/// <param name="FacebookAdId">Meta's id of the ad: 1 to 100 characters.</param>
/// <param name="Title">Its title or headline: 200 characters at most.</param>
/// <param name="Content">Its text.</param>
public sealed record AdMention(string FacebookAdId, string? Title = null, string? Content = null);
