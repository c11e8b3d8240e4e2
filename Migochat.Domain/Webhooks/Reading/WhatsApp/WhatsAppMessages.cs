using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>Reads one item of <c>messages</c>: a message, a reaction, an edit, a deletion or a system message. Pure.</summary>
internal static class WhatsAppMessages
{
    private const string Placeholder = "media_placeholder";

    public static WebhookEvent Read(JsonElement item, WhatsAppParties parties, ItemContext at)
    {
        var content = new WhatsAppContent(item);
        return content.Type switch
        {
            "reaction" => ReadReaction(item, parties, at),
            "edit" => ReadEdit(item, parties, at),
            "revoke" => ReadRevoke(item, parties, at),
            "system" => WhatsAppSystem.Read(item, at),
            _ => ReadMessage(item, content, parties, at),
        };
    }

    /// <summary>
    /// A message connects the ids of its person and has the name itself. A change of a message needs a second event for that, and a system
    /// message gets the name added.
    /// </summary>
    public static IEnumerable<WebhookEvent> WithPerson(WebhookEvent read, WhatsAppParties parties, ItemContext at, DateTime time)
    {
        if (read is IdentitiesJoined joined)
            return [joined with { Name = parties.Name }];
        if (read is not (MessageReacted or MessageEdited or MessageDeleted or Notice) || parties.IsOneself)
            return [read];
        return WhatsAppPerson.Joined(at, parties.Person, parties.Name, time) is { } person ? [person, read] : [read];
    }

    /// <summary>The time of the item, else the time of its change or entry.</summary>
    public static DateTime TimeOf(JsonElement item, ItemContext at) => at.Time(item.Get("timestamp"u8).Whole());

    private static WebhookEvent ReadMessage(JsonElement message, WhatsAppContent content, WhatsAppParties parties, ItemContext at)
    {
        var isOutbound = parties.Direction == MessageDirection.Outbound;
        var groupId = content.Metadata.GroupId ?? parties.GroupId;
        // A message to a group has no person as its recipient; a message from a group has a sender.
        var other = parties.Person.Count > 0 ? parties.Person[0].Value : isOutbound ? groupId : null;
        if (other is null || KeyOf(message, parties) is not { } id)
            return at.Unrecognised("a message without person or id");
        if (id.Length > MessageKeys.MaxLength || other.Length > Identity.MaxLength || WhatsAppPerson.HasTooLongId(parties.Person))
            return at.Unrecognised("a message with an id that is too long");
        if (parties.IsOneself)
            return new NotOurs(at.Origin);

        return new MessageReceived(at.Origin)
        {
            Platform = Platform.WhatsApp,
            Person = parties.Person,
            Direction = parties.Direction,
            SenderId = isOutbound ? parties.Business : other,
            RecipientId = isOutbound ? other : parties.Business,
            MessageId = id,
            Time = TimeOf(message, at),
            ReceivedAt = at.Delivery.ReceivedAt,
            Rank = content.Type == Placeholder ? CopyRank.Placeholder : parties.Rank,
            Type = content.Type,
            Text = content.Text,
            Metadata = content.Metadata with
            {
                GroupId = groupId,
                Standby = parties.Rank == CopyRank.Standby ? true : null,
                Untimed = at.OwnTime(message.Get("timestamp"u8).Whole()) is null ? true : null,
            },
            Attribution = WhatsAppAttribution.Of(message.Get("referral"u8)),
            Name = parties.Name,
        };
    }

    // Without an id, only its time distinguishes it from another message with the same content.
    private static string? KeyOf(JsonElement message, WhatsAppParties parties)
    {
        var isTimed = message.Get("timestamp"u8).Whole() is not null;
        return message.Get("id"u8).Id() ?? (isTimed ? MessageKeys.Nameless(parties.Business, message.Raw()!) : null);
    }

    private static WebhookEvent ReadReaction(JsonElement message, WhatsAppParties parties, ItemContext at)
    {
        var reaction = WhatsAppContent.Of(message).Get("reaction"u8);
        if (TargetOf(reaction.Get("message_id"u8)) is not { } target)
            return at.Unrecognised("a reaction to no message");
        var emoji = reaction.Get("emoji"u8).Words();
        return new MessageReacted(at.Origin)
        {
            Target = target,
            Side = parties.Direction,
            Time = TimeOf(message, at),
            Emoji = string.IsNullOrEmpty(emoji) ? null : emoji,
            About = parties.Person,
        };
    }

    private static WebhookEvent ReadEdit(JsonElement message, WhatsAppParties parties, ItemContext at)
    {
        var edit = message.Get("edit"u8);
        if (TargetOf(edit.Get("original_message_id"u8)) is not { } target)
            return at.Unrecognised("an edit of no message");
        var content = new WhatsAppContent(edit.Get("message"u8));
        return new MessageEdited(at.Origin)
        {
            Target = target,
            Version = 1,
            Time = TimeOf(message, at),
            Text = content.Text,
            Content = content.Metadata.Content,
            About = parties.Person,
        };
    }

    private static WebhookEvent ReadRevoke(JsonElement message, WhatsAppParties parties, ItemContext at) =>
        TargetOf(message.Get("revoke"u8).Get("original_message_id"u8)) is { } target
            ? new MessageDeleted(at.Origin, target, TimeOf(message, at)) { About = parties.Person }
            : at.Unrecognised("a revoke of no message");

    private static string? TargetOf(JsonElement id) => id.Id() is { Length: <= MessageKeys.MaxLength } target ? target : null;
}
