using System.Text.Json.Serialization;
using Migochat.Data;
using Migochat.Texts;

namespace Migochat.Messaging;

/// <summary>
/// What other events change on a stored message. Pure; each rule is a maximum, a latest-by or absorbing, so that they may
/// come in any order and any number of times.
/// </summary>
internal static class MessageChanges
{
    private static readonly MessageTextReader Texts = new();

    /// <summary>The greatest edit by version, then time, then what it says, then text; none on what was deleted.</summary>
    /// <param name="message">As it stands.</param>
    /// <param name="edit">Which one it is.</param>
    /// <param name="text">Null where there is none, or it is not kept.</param>
    /// <param name="signals">What the text says, where it is not kept.</param>
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

    /// <summary>The author of what was written in public, whom any event may name; of several the ordinally greatest.</summary>
    public static StoredMessage WithAuthor(StoredMessage message, string? author) =>
        string.CompareOrdinal(author, message.SenderId) > 0 ? message with { SenderId = author! } : message;

    /// <summary>For good: the text, what it said and all metadata but flags go.</summary>
    public static StoredMessage Delete(StoredMessage message) =>
        message with { Text = null, Signals = null, Metadata = message.Metadata.Flags with { Deleted = true } };

    /// <summary>What a text says, as the column holds it; null where there is none.</summary>
    public static string? Read(string? text) => text is null ? null : Texts.Read(text).ToString();

    /// <summary>The latest; of two at one time, hidden.</summary>
    public static StoredMessage Hide(StoredMessage message, bool isHidden, DateTime time)
    {
        var present = message.Metadata.HiddenAt;
        if (present > time || (present == time && !isHidden))
            return message;
        return message with { Metadata = message.Metadata with { Hidden = isHidden, HiddenAt = time } };
    }

    /// <summary>Each side's latest reaction; none on what was deleted.</summary>
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

    /// <summary>Statuses that are none of ours, each once, and errors, each code once; none on what was deleted.</summary>
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

    // What a text says outlives it, and so comes before it: edits compare the same whether the texts are kept or not.
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
