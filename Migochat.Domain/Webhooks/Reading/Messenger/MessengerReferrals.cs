using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>Reads events that opened a thread without a message: an ad, a link, a ticked box.</summary>
internal static class MessengerReferrals
{
    /// <summary>The <c>referral_source</c> of an opt-in with a reference.</summary>
    private const string OptIn = "OPTIN";

    public static WebhookEvent Read(MessagingItem item, JsonElement referral)
    {
        if (item.IsByReference)
            return item.Notice(Notices.ReferralWithoutPerson);
        if (item.Sender is not { } sender)
            return item.Unrecognised("a referral without sender");
        return Referral(item, sender, MessengerAttribution.OfReferral(referral), referral);
    }

    /// <summary>Present opt-ins concern marketing. An opt-in of the old plugins may have a reference, and is then a referral.</summary>
    public static WebhookEvent ReadOptIn(MessagingItem item, JsonElement optIn)
    {
        if (item.Sender is not { } sender)
            return item.Notice(Notices.OptInWithoutPerson);
        var isMarketing = optIn.Get("type"u8).Text() == "notification_messages";
        if (!isMarketing && optIn.Get("ref"u8).Id() is not null)
            return Referral(item, sender, new Attribution { IsReferred = true, ReferralSource = OptIn }, optIn);
        if (item.IsOurs || item.IsToSelf)
            return new NotOurs(item.Origin);
        return new OptInReceived(item.Origin)
        {
            Person = [item.Person(sender)],
            Time = item.Time,
            WantsMarketing = isMarketing ? optIn.Get("notification_messages_status"u8).Text() != "STOP_NOTIFICATIONS" : null,
        };
    }

    private static WebhookEvent Referral(MessagingItem item, string sender, Attribution attribution, JsonElement json)
    {
        if (item.IsOurs || item.IsToSelf)
            return new NotOurs(item.Origin);
        return new ReferralReceived(item.Origin)
        {
            Platform = item.Platform,
            Person = [item.Person(sender)],
            BusinessId = item.Business,
            Time = item.Time,
            IsTimed = item.OwnTime is not null,
            Attribution = attribution,
            Json = json.Raw()!,
        };
    }
}
