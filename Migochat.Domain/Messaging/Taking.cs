namespace Migochat.Messaging;

/// <summary>
/// The rule by which an inbound message without a referral of its own takes one: the latest of its person and business
/// within the 24 hours before it. Pure.
/// </summary>
internal static class Taking
{
    public static readonly TimeSpan Reach = TimeSpan.FromHours(24);

    /// <param name="message">As it stands, with or without a referral that it took before.</param>
    /// <param name="referrals">Its person's, at least those within reach.</param>
    public static StoredMessage Apply(StoredMessage message, IReadOnlyList<StoredReferral> referrals)
    {
        var own = GiveBack(message);
        if (message.Direction != MessageDirection.Inbound || own.Metadata.Referred == Referred.Own)
            return own;
        var latest = referrals
            .Where(referral => referral.BusinessId == message.RecipientId)
            .Where(referral => referral.Time <= message.Timestamp && referral.Time >= message.Timestamp - Reach)
            .OrderBy(referral => referral.Time).ThenBy(referral => referral.Key, StringComparer.Ordinal)
            .LastOrDefault();
        return latest is null ? own : Take(own, latest.Placed);
    }

    private static StoredMessage Take(StoredMessage message, Placed referral)
    {
        var isAnswerToStory = message.Placed.Source == MessageSource.StoryReply;
        return message with
        {
            Placed = referral.Source == MessageSource.DirectMessage ? referral with { Source = message.Placed.Source } : referral,
            Metadata = message.Metadata with { Referred = isAnswerToStory ? Referred.TakenOverStory : Referred.Taken },
        };
    }

    /// <summary>The message without a referral that it took.</summary>
    public static StoredMessage GiveBack(StoredMessage message)
    {
        if (message.Metadata.Referred is not (Referred.Taken or Referred.TakenOverStory))
            return message;
        var isAnswerToStory = message.Metadata.Referred == Referred.TakenOverStory;
        return message with
        {
            Placed = Placed.Direct with { Source = isAnswerToStory ? MessageSource.StoryReply : MessageSource.DirectMessage },
            Metadata = message.Metadata with { Referred = null },
        };
    }
}
