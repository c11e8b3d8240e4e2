using System.Text.Json;
using Migochat.Leads;
using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>Reads the messaging items of Messenger and Instagram, which share a shape. See docs/events.md.</summary>
internal static class MessengerReader
{
    private const int MaxMessageIdLength = 255;

    public static WebhookEvent Read(JsonElement item, ItemPlace place)
    {
        var message = item.Get("message"u8);
        if (!message.IsObject())
            return place.Unrecognised("a messaging item of this kind");
        return ReadMessage(item, message, place);
    }

    private static WebhookEvent ReadMessage(JsonElement item, JsonElement message, ItemPlace place)
    {
        var sender = item.Get("sender"u8).Get("id"u8).Id();
        var recipient = item.Get("recipient"u8).Get("id"u8).Id();
        var mid = message.Get("mid"u8).Id();
        var text = message.Get("text"u8).Text();
        if (sender is null || recipient is null || mid is null)
            return place.Unrecognised("a message without sender, recipient or mid");
        if (sender.Length > Identity.MaxLength || recipient.Length > Identity.MaxLength || mid.Length > MaxMessageIdLength)
            return place.Unrecognised("a message with an id that is too long");
        if (text is null)
            return place.Unrecognised("a message without text");

        var isEcho = message.Get("is_echo"u8).IsTrue() || sender == place.EntryId;
        var (business, person) = isEcho ? (sender, recipient) : (recipient, sender);
        if (person == business || person == place.EntryId)
            return new NotOurs(place.Origin);

        var isInstagram = place.Kind == MetaObject.Instagram;
        return new MessageReceived(place.Origin)
        {
            Platform = isInstagram ? Platform.Instagram : Platform.Facebook,
            Person = [new Identity(isInstagram ? IdentityKind.Instagram : IdentityKind.Facebook, person)],
            Direction = isEcho ? MessageDirection.Outbound : MessageDirection.Inbound,
            SenderId = sender,
            RecipientId = recipient,
            MessageId = mid,
            Time = place.Time(item.Get("timestamp"u8).Whole()),
            ReceivedAt = place.Context.ReceivedAt,
            Rank = isEcho ? CopyRank.Echo : CopyRank.Live,
            Type = "text",
            Text = text,
            Metadata = new MessageMetadata
            {
                QuickReply = message.Get("quick_reply"u8).Raw(),
                ReplyTo = message.Get("reply_to"u8).Raw(),
                Referral = message.Get("referral"u8).Raw(),
                Attachments = message.Get("attachments"u8).Raw(),
            },
        };
    }
}
