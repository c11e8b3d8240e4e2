using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>
/// The attribution of a WhatsApp message by its <c>referral</c>: the ad or post whose button opened the chat. Pure.
/// </summary>
internal static class WhatsAppAttribution
{
    private const int MaxIdLength = 100;
    private const int MaxTitleLength = 200;
    private const int MaxSourceLength = 2083;

    public static Attribution Of(JsonElement referral)
    {
        if (!referral.IsObject() || !referral.EnumerateObject().Any())
            return Attribution.Direct;
        var source = Said(referral.Get("source_type"u8));
        var isAd = source is null
            ? referral.Get("ctwa_clid"u8).IsPresent()
            : source.Equals("ad", StringComparison.OrdinalIgnoreCase);
        return new Attribution
        {
            IsReferred = true,
            Source = isAd ? MessageSource.AdMessage : MessageSource.DirectMessage,
            Ad = isAd ? AdOf(referral) : null,
            Post = "post".Equals(source, StringComparison.OrdinalIgnoreCase) ? PostOf(referral) : null,
            ReferralSource = source?.CutTo(MaxSourceLength),
        };
    }

    private static AdMention? AdOf(JsonElement referral) =>
        IdOf(referral) is { } id ? new AdMention(id, Said(referral.Get("headline"u8))?.CutTo(MaxTitleLength), Said(referral.Get("body"u8))) : null;

    private static PostMention? PostOf(JsonElement referral) =>
        IdOf(referral) is { } id ? new PostMention(id, PostType.Info, Said(referral.Get("body"u8)) ?? Said(referral.Get("headline"u8))) : null;

    /// <summary>An id that is too long is not Meta's and is ignored. The message itself keeps the whole referral.</summary>
    private static string? IdOf(JsonElement referral) =>
        referral.Get("source_id"u8).Id() is { Length: <= MaxIdLength } id ? id : null;

    private static string? Said(JsonElement element) => element.Words() is { Length: > 0 } words ? words : null;
}
