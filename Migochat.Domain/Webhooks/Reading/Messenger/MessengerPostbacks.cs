using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>Reads a click on a button. It is a message with the button's title as its text.</summary>
internal static class MessengerPostbacks
{
    public static WebhookEvent Read(MessagingItem item, JsonElement postback)
    {
        if (item.IsByReference)
            return item.Notice(Notices.PostbackWithoutPerson);
        if (item.Sender is not { } sender || item.Recipient is not { } recipient)
            return item.Unrecognised("a postback without sender or recipient");
        if (item.IsOurs || item.IsToSelf)
            return new NotOurs(item.Origin);

        var title = postback.Get("title"u8).Text();
        var key = postback.Get("mid"u8).Id() ?? MessageKeys.Postback(recipient, sender, item.OwnTime, PayloadOf(postback), title);
        if (key.Length > MessageKeys.MaxLength)
            return item.Unrecognised("a postback with an id that is too long");
        return new MessageReceived(item.Origin)
        {
            Platform = item.Platform,
            Person = [item.Person(sender)],
            Direction = MessageDirection.Inbound,
            SenderId = sender,
            RecipientId = recipient,
            MessageId = key,
            Time = item.Time,
            ReceivedAt = item.Context.Delivery.ReceivedAt,
            Rank = item.IsStandby ? CopyRank.Standby : CopyRank.Live,
            Type = "postback",
            Text = title,
            Metadata = new MessageMetadata { Content = postback.Raw(), Standby = item.IsStandby ? true : null, Untimed = item.OwnTime is null ? true : null },
            Attribution = MessengerAttribution.OfReferral(postback.Get("referral"u8)),
        };
    }

    private static string? PayloadOf(JsonElement postback)
    {
        var payload = postback.Get("payload"u8);
        return payload.Text() ?? payload.Raw();
    }
}
