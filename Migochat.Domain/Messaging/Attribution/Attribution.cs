using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>Where a message or a referral came from, as its own event says.</summary>
public sealed record Attribution
{
    /// <summary>Out of the blue.</summary>
    public static readonly Attribution Direct = new();

    public MessageSource Source { get; init; } = MessageSource.DirectMessage;

    /// <summary>The post that it came through or was written under.</summary>
    public PostMention? Post { get; init; }

    /// <summary>The ad that it came through.</summary>
    public AdMention? Ad { get; init; }

    /// <summary>Meta's word for the way, such as <c>ADS</c>, <c>SHORTLINK</c> or <c>ad</c>: 2083 characters at most.</summary>
    public string? ReferralSource { get; init; }

    /// <summary>True if the event carries a referral of its own; a message with one takes no other.</summary>
    public bool IsReferred { get; init; }
}

/// <summary>An ad as an event names it: enough for a stub.</summary>
/// <param name="FacebookAdId">Meta's id of the ad: 1 to 100 characters.</param>
/// <param name="Title">Its title or headline: 200 characters at most.</param>
/// <param name="Content">Its text.</param>
public sealed record AdMention(string FacebookAdId, string? Title = null, string? Content = null);

/// <summary>A post as an event names it: enough for a stub.</summary>
/// <param name="FacebookPostId">Meta's id of the post or of Instagram's media: 1 to 100 characters.</param>
/// <param name="Type"><see cref="PostType.Ad"/> if the event says that it is an ad's, else <see cref="PostType.Info"/>.</param>
/// <param name="Content">Its text, where the event tells it.</param>
public sealed record PostMention(string FacebookPostId, PostType Type, string? Content = null);
