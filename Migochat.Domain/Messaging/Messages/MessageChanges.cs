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

    /// <summary>Applies the greatest edit by version, then time, then signals, then text. A deleted message does not change.</summary>
    /// <param name="message">As stored.</param>
    /// <param name="edit">Version and time of the edit.</param>
    /// <param name="text">Null if there is none, or it is not kept.</param>
    /// <param name="signals">The text's signals, if the text is not kept.</param>
    public static StoredMessage Edit(StoredMessage message, MessageEdit edit, string? text, string? signals = null)
    {
        var (metadata, present) = (message.Metadata, message.Metadata.Edited);
        if (metadata.Deleted is true || (present is not null && Compare(edit, text, signals, present, message) <= 0))
            return message;
        var original = present is null ? message.Text : metadata.OriginalText;
        return message with
        {
            Text = text,
            Signals = message.Direction == MessageDirection.Inbound ? signals ?? Read(text) : null,
            Metadata = metadata with { Edited = edit, OriginalText = original },
        };
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
        var byVersion = edit.Version.CompareTo(present.Version);
        if (byVersion != 0)
            return byVersion;
        var byTime = edit.At.CompareTo(present.At);
        if (byTime != 0)
            return byTime;
        var bySignals = string.CompareOrdinal(signals ?? Read(text), Read(message.Text) ?? message.Signals);
        return bySignals != 0 ? bySignals : string.CompareOrdinal(text, message.Text);
    }

    private static Reaction Later(Reaction? present, Reaction other)
    {
        if (present is null)
            return other;
        var byTime = other.At.CompareTo(present.At);
        return byTime > 0 || (byTime == 0 && string.CompareOrdinal(other.Emoji, present.Emoji) > 0) ? other : present;
    }
}

/// <summary>Which edit of a message a text is.</summary>
/// <param name="Version">1 and up; the original is 0.</param>
/// <param name="At">UTC.</param>
public sealed record MessageEdit(
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("at")] DateTime At);
