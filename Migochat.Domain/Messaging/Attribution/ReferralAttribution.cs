using System.Text.Json.Serialization;

using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>
/// The rule by which an inbound message without a referral of its own takes one: the latest of its person and business
/// within the 24 hours before it. Pure.
/// </summary>
internal static class ReferralAttribution
{
    public static readonly TimeSpan AttributionWindow = TimeSpan.FromHours(24);

    /// <param name="message">As it stands, with or without a referral that it took before.</param>
    /// <param name="referrals">Its person's, at least those within reach.</param>
    public static StoredMessage Apply(StoredMessage message, IReadOnlyList<StoredReferral> referrals)
    {
        var own = WithoutInherited(message);
        if (message.Direction != MessageDirection.Inbound || own.Metadata.ReferralOrigin == ReferralOrigin.Own)
            return own;
        var latest = referrals
            .Where(referral => referral.BusinessId == message.RecipientId)
            .Where(referral => referral.Time <= message.Timestamp && referral.Time >= message.Timestamp - AttributionWindow)
            .OrderBy(referral => referral.Time).ThenBy(referral => referral.Key, StringComparer.Ordinal)
            .LastOrDefault();
        return latest is null ? own : Inherit(own, latest.Attribution);
    }

    private static StoredMessage Inherit(StoredMessage message, ResolvedAttribution referral)
    {
        var isAnswerToStory = message.Attribution.Source == MessageSource.StoryReply;
        return message with
        {
            Attribution = referral.Source == MessageSource.DirectMessage ? referral with { Source = message.Attribution.Source } : referral,
            Metadata = message.Metadata with { ReferralOrigin = isAnswerToStory ? ReferralOrigin.InheritedOverStory : ReferralOrigin.Inherited },
        };
    }

    /// <summary>The message without a referral that it took.</summary>
    public static StoredMessage WithoutInherited(StoredMessage message)
    {
        if (message.Metadata.ReferralOrigin is not (ReferralOrigin.Inherited or ReferralOrigin.InheritedOverStory))
            return message;
        var isAnswerToStory = message.Metadata.ReferralOrigin == ReferralOrigin.InheritedOverStory;
        return message with
        {
            Attribution = ResolvedAttribution.Direct with { Source = isAnswerToStory ? MessageSource.StoryReply : MessageSource.DirectMessage },
            Metadata = message.Metadata with { ReferralOrigin = null },
        };
    }
}

/// <summary>The origin of a message's referral.</summary>
public enum ReferralOrigin
{
    /// <summary>Its own.</summary>
    Own,

    /// <summary>One that came before it as an event of its own.</summary>
    [JsonStringEnumMemberName("taken")]
    Inherited,

    /// <summary>Likewise, for a message that would else count as an answer to a story.</summary>
    [JsonStringEnumMemberName("taken_over_story")]
    InheritedOverStory,
}
