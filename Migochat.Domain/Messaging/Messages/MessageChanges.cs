using System.Text.Json.Serialization;
using Migochat.Data;
using Migochat.Texts;

namespace Migochat.Messaging;

/// <summary>
/// The changes of other events to a stored message. Pure; each rule is a maximum, a latest-by or absorbing, so the events may
/// come in any order and any number of times.
/// </summary>
internal static class MessageChanges
{
    private static readonly MessageTextReader Texts = new();

    /// <summary>
    /// Marks the message as edited, and takes the text and the media of the greatest edit that has some: by version, then time,
    /// then signals, then text or content. An edit without a text leaves the text. A deleted message does not change.
    /// </summary>
    /// <param name="message">As stored.</param>
    /// <param name="edit">Version and time of the edit.</param>
    /// <param name="text">Null if there is none, or it is not kept.</param>
    /// <param name="signals">The text's signals, if the text is not kept.</param>
    /// <param name="content">The media that it brings; null if there are none, or they are not kept.</param>
    public static StoredMessage Edit(StoredMessage message, MessageEdit edit, string? text, string? signals = null, string? content = null)
    {
        if (message.Metadata.Deleted is true)
            return message;
        var edited = EditContent(message, edit, content);
        return text is null && signals is null ? Mark(edited, edit) : EditText(edited, edit, text, signals);
    }

    private static StoredMessage Mark(StoredMessage message, MessageEdit edit)
    {
        var metadata = message.Metadata;
        return metadata.Edited is { } present && Compare(edit, present) <= 0
            ? message
            : message with { Metadata = metadata with { Edited = edit with { IsSilent = true }, FormerTextEdit = metadata.TextEdit } };
    }

    private static StoredMessage EditText(StoredMessage message, MessageEdit edit, string? text, string? signals)
    {
        var (metadata, present) = (message.Metadata, message.Metadata.TextEdit);
        if (present is not null && Compare(edit, text, signals, present, message) <= 0)
            return message;
        var isGreatest = metadata.Edited is not { IsSilent: true } silent || Compare(edit, silent) >= 0;
        return message with
        {
            Text = text,
            Signals = message.Direction == MessageDirection.Inbound ? signals ?? Read(text) : null,
            Metadata = metadata with
            {
                Edited = isGreatest ? edit : metadata.Edited,
                FormerTextEdit = isGreatest ? null : edit,
                OriginalText = present is null ? message.Text : metadata.OriginalText,
            },
        };
    }

    private static StoredMessage EditContent(StoredMessage message, MessageEdit edit, string? content)
    {
        var (metadata, present) = (message.Metadata, message.Metadata.ContentEdit);
        if (content is null || (present is not null && Compare(edit, content, present, metadata.Content) <= 0))
            return message;
        return message with { Metadata = metadata with { Content = content, ContentEdit = edit, OriginalContent = metadata.UneditedContent } };
    }

    /// <summary>Sets the author of a public message. Any event may name one; of several the ordinally greatest stays.</summary>
    public static StoredMessage WithAuthor(StoredMessage message, string? author) =>
        string.CompareOrdinal(author, message.SenderId) > 0 ? message with { SenderId = author! } : message;

    /// <summary>Removes the text, its signals and all metadata but flags, for good.</summary>
    public static StoredMessage Delete(StoredMessage message) =>
        message with { Text = null, Signals = null, Metadata = message.Metadata.Flags with { Deleted = true } };

    /// <summary>The signals of a text in the form of the column; null if there is no text.</summary>
    public static string? Read(string? text) => text is null ? null : Texts.Read(text).ToString();

    /// <summary>The latest; of two at one time, hidden.</summary>
    public static StoredMessage Hide(StoredMessage message, bool isHidden, DateTime time)
    {
        var present = message.Metadata.HiddenAt;
        if (present > time || (present == time && !isHidden))
            return message;
        return message with { Metadata = message.Metadata with { Hidden = isHidden, HiddenAt = time } };
    }

    /// <summary>Keeps each side's latest reaction. A deleted message does not change.</summary>
    public static StoredMessage React(StoredMessage message, MessageDirection side, Reaction reaction)
    {
        if (message.Metadata.Deleted is true)
            return message;
        var present = message.Metadata.Reactions ?? new Reactions(null, null);
        var changed = side == MessageDirection.Inbound
            ? present with { Person = Later(present.Person, reaction) }
            : present with { Shop = Later(present.Shop, reaction) };
        return message with { Metadata = message.Metadata with { Reactions = changed } };
    }

    /// <summary>The furthest status, sent before failed before delivered before read. Inbound messages have none.</summary>
    public static StoredMessage Advance(StoredMessage message, MessageStatus status) =>
        message.Direction == MessageDirection.Outbound && Rank(status) > Rank(message.Status) ? message with { Status = status } : message;

    /// <summary>Keeps unknown statuses, each once, and errors, each code once. A deleted message does not change.</summary>
    public static StoredMessage Note(StoredMessage message, string? unknownStatus, string? errors)
    {
        if (message.Direction != MessageDirection.Outbound || message.Metadata.Deleted is true)
            return message;
        return message with
        {
            Metadata = message.Metadata with
            {
                Statuses = JsonUnion.Names(message.Metadata.Statuses, unknownStatus),
                Errors = JsonUnion.Errors(message.Metadata.Errors, errors),
            },
        };
    }

    private static int Rank(MessageStatus status) => status switch
    {
        MessageStatus.Sent => 0,
        MessageStatus.Failed => 1,
        MessageStatus.Delivered => 2,
        _ => 3,
    };

    // Signals outlive the text, so they are compared first: edits compare the same whether the texts are kept or not.
    private static int Compare(MessageEdit edit, string? text, string? signals, MessageEdit present, StoredMessage message)
    {
        var byEdit = Compare(edit, present);
        if (byEdit != 0)
            return byEdit;
        var bySignals = string.CompareOrdinal(signals ?? Read(text), Read(message.Text) ?? message.Signals);
        return bySignals != 0 ? bySignals : string.CompareOrdinal(text, message.Text);
    }

    private static int Compare(MessageEdit edit, string content, MessageEdit present, string? presentContent)
    {
        var byEdit = Compare(edit, present);
        return byEdit != 0 ? byEdit : string.CompareOrdinal(content, presentContent);
    }

    private static int Compare(MessageEdit edit, MessageEdit present)
    {
        var byVersion = edit.Version.CompareTo(present.Version);
        return byVersion != 0 ? byVersion : edit.At.CompareTo(present.At);
    }

    private static Reaction Later(Reaction? present, Reaction other)
    {
        if (present is null)
            return other;
        var byTime = other.At.CompareTo(present.At);
        return byTime > 0 || (byTime == 0 && string.CompareOrdinal(other.Emoji, present.Emoji) > 0) ? other : present;
    }
}

/// <summary>One edit of a message.</summary>
/// <param name="Version">1 and up; the original is 0.</param>
/// <param name="At">UTC.</param>
/// <param name="IsSilent">True if it did not say the new text; else null.</param>
public sealed record MessageEdit(
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("at")] DateTime At,
    [property: JsonPropertyName("silent")] bool? IsSilent = null);
