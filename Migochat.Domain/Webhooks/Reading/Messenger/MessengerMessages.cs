using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;
using Migochat.Replies;

namespace Migochat.Webhooks;

/// <summary>Reads the messages of a Messenger or Instagram thread: those of the person, those of the shop, and deletions.</summary>
internal static class MessengerMessages
{
    public static WebhookEvent Read(MessagingItem item, JsonElement message)
    {
        var mid = message.Get("mid"u8).Id();
        if (mid is { Length: > MessageKeys.MaxLength })
            return item.Unrecognised("a message with an id that is too long");
        if (mid is not null && message.Get("is_deleted"u8).IsTrue())
            return new MessageDeleted(item.Origin, mid, item.Time) { About = item.Customer };
        if (item.Sender is not { } sender || item.Recipient is not { } recipient || mid is null)
            return item.Unrecognised("a message without sender, recipient or mid");

        var isEcho = item.IsOurs || message.Get("is_echo"u8).IsTrue();
        var person = isEcho ? recipient : sender;
        if (item.IsToSelf || person == item.Context.EntryId || message.Get("is_self"u8).IsTrue())
            return new NotOurs(item.Origin);

        return new MessageReceived(item.Origin)
        {
            Platform = item.Platform,
            Person = [item.Person(person)],
            Direction = isEcho ? MessageDirection.Outbound : MessageDirection.Inbound,
            SenderId = sender,
            RecipientId = recipient,
            MessageId = mid,
            Time = item.Time,
            ReceivedAt = item.Context.Delivery.ReceivedAt,
            Rank = RankOf(item, isEcho),
            Type = MessengerMessageType.Of(message),
            Text = message.Get("text"u8).Text() ?? LocationTitle(message),
            Metadata = MetadataOf(item, message),
            Attribution = MessengerAttribution.OfMessage(message),
            Mark = ReplyMark.OrNull(message.Get("metadata"u8).Text()),
        };
    }

    private static CopyRank RankOf(MessagingItem item, bool isEcho)
    {
        if (item.IsStandby)
            return CopyRank.Standby;
        return isEcho ? CopyRank.Echo : CopyRank.Live;
    }

    private static MessageMetadata MetadataOf(MessagingItem item, JsonElement message) => new()
    {
        QuickReply = message.Get("quick_reply"u8).Raw(),
        ReplyTo = message.Get("reply_to"u8).Raw(),
        Referral = message.Get("referral"u8).Raw(),
        Attachments = message.Get("attachments"u8).Raw(),
        Errors = ErrorsOf(message.Get("errors"u8)),
        AppId = message.Get("app_id"u8).Id(),
        Standby = item.IsStandby ? true : null,
        Untimed = item.OwnTime is null ? true : null,
    };

    /// <summary>The title of a shared place.</summary>
    private static string? LocationTitle(JsonElement message) => message.Get("attachments"u8).Items()
        .Where(attachment => attachment.Get("type"u8).Text() == "location")
        .Select(attachment => attachment.Get("title"u8).Words())
        .FirstOrDefault(title => !string.IsNullOrWhiteSpace(title));

    private static string? ErrorsOf(JsonElement errors) =>
        errors.IsPresent() && errors.ValueKind != JsonValueKind.Array ? $"[{errors.Raw()}]" : errors.Raw();
}
