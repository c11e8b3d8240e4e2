using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;

namespace Migochat.Webhooks;

/// <summary>Fills the columns of a message that come from other rows: posts and ads, an earlier referral, the watermarks of its thread.</summary>
internal sealed class AttributionResolver(PostAndAdStore posts, ReferralStore referrals, WatermarkStore watermarks)
{
    /// <param name="message">As it came.</param>
    /// <param name="attribution">The attribution in the event itself.</param>
    /// <param name="person">Null if the message has no person yet.</param>
    public StoredMessage Resolve(StoredMessage message, Attribution attribution, Person? person)
    {
        if (attribution != Attribution.Direct)
        {
            var saysSo = attribution.IsReferred || attribution.Source is not (MessageSource.DirectMessage or MessageSource.StoryReply);
            message = message with
            {
                Attribution = posts.Resolve(attribution, message.Timestamp),
                Metadata = saysSo ? message.Metadata with { ReferralOrigin = ReferralOrigin.Own } : message.Metadata,
            };
        }

        return ResolveAgain(message, person);
    }

    /// <summary>The same for a message that is placed, after it or its person changed.</summary>
    public StoredMessage ResolveAgain(StoredMessage message, Person? person)
    {
        if (message.Direction == MessageDirection.Outbound)
            return MessageChanges.Advance(ReferralAttribution.Apply(message, []), person is null ? MessageStatus.Sent : StatusOf(message, person));
        return ReferralAttribution.Apply(message, Reachable(message, person));
    }

    // Of a message that is outbound by an echo, a better copy may still have been told the other way round.
    private MessageStatus StatusOf(StoredMessage message, Person person)
    {
        if (message.CommentId is not null)
            return MessageStatus.Sent;
        var known = watermarks.Of(person.Id);
        var thread = known.GetValueOrDefault(message.SenderId) ?? known.GetValueOrDefault(message.RecipientId);
        return thread?.StatusAt(message.Timestamp) ?? MessageStatus.Sent;
    }

    private IReadOnlyList<StoredReferral> Reachable(StoredMessage message, Person? person)
    {
        var from = message.Timestamp - ReferralAttribution.AttributionWindow;
        return person?.Sources.ReferredAt >= from ? referrals.Between(person.Id, from, message.Timestamp) : [];
    }
}
