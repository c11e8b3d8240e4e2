using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>The attribution of a Messenger or Instagram message: its own referral, else a story, else direct. Pure.</summary>
internal static class MessengerAttribution
{
    private const int MaxSourceLength = 2083;

    private static readonly Attribution Story = new() { Source = MessageSource.StoryReply };

    public static Attribution OfMessage(JsonElement message)
    {
        var referral = message.Get("referral"u8);
        if (referral.IsObject())
            return OfReferral(referral);
        return IsAboutStory(message) ? Story : Attribution.Direct;
    }

    /// <summary>Direct if this is no referral. A referral of a shop names a product and no source.</summary>
    public static Attribution OfReferral(JsonElement referral)
    {
        if (!referral.IsObject())
            return Attribution.Direct;
        var source = Word(referral.Get("source"u8)) ?? Word(referral.Get("type"u8));
        var ad = Mentions.AdId(referral.Get("ad_id"u8));
        var context = referral.Get("ads_context_data"u8);
        var isAd = ad is not null || string.Equals(source, "ADS", StringComparison.OrdinalIgnoreCase);
        return new Attribution
        {
            Source = isAd ? MessageSource.AdMessage : MessageSource.DirectMessage,
            Post = Mentions.Post(context.Get("post_id"u8).Id(), PostType.Ad),
            Ad = Mentions.Ad(ad, context.Get("ad_title"u8).Text()),
            ReferralSource = source?.CutTo(MaxSourceLength),
            IsReferred = true,
        };
    }

    private static bool IsAboutStory(JsonElement message) =>
        message.Get("reply_to"u8).Get("story"u8).IsPresent()
        || message.Get("attachments"u8).Items().Any(attachment => attachment.Get("type"u8).Text() == "story_mention");

    private static string? Word(JsonElement element) => element.Text() is { Length: > 0 } word ? word : null;
}
