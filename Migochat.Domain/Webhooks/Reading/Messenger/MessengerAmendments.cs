using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>Reads the events that change a Messenger or Instagram message: edits and reactions.</summary>
internal static class MessengerAmendments
{
    /// <summary>Instagram also sends edits of number 0, which change nothing.</summary>
    public static WebhookEvent ReadEdit(MessagingItem item, JsonElement edit)
    {
        if (edit.Get("mid"u8).Id() is not { Length: <= MessageKeys.MaxLength } mid)
            return item.Unrecognised("an edit without a mid that fits");
        var version = edit.Get("num_edit"u8).Whole() ?? 1;
        if (version <= 0)
            return item.Notice(Notices.MessageEditUnchanged);
        return new MessageEdited(item.Origin)
        {
            Target = mid,
            Version = (int)Math.Min(version, int.MaxValue),
            Time = item.Time,
            Text = edit.Get("text"u8).Text(),
            About = item.Customer,
        };
    }

    public static WebhookEvent ReadReaction(MessagingItem item, JsonElement reaction)
    {
        if (item.Sender is null || reaction.Get("mid"u8).Id() is not { Length: <= MessageKeys.MaxLength } mid)
            return item.Unrecognised("a reaction without sender or a mid that fits");
        return new MessageReacted(item.Origin)
        {
            Target = mid,
            Side = item.IsOurs ? MessageDirection.Outbound : MessageDirection.Inbound,
            Time = item.Time,
            Emoji = reaction.Get("action"u8).Text() == "unreact" ? null : Word(reaction.Get("emoji"u8)) ?? Word(reaction.Get("reaction"u8)),
            About = item.Customer,
        };
    }

    private static string? Word(JsonElement element) => element.Text() is { Length: > 0 } word ? word : null;
}
