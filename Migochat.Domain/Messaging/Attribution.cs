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
