using System.Text.Json;
using System.Text.Json.Serialization;
using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>The content of <c>messages.message_metadata</c>.</summary>
public sealed record MessageMetadata
{
    public static readonly MessageMetadata None = new();

    /// <summary>The form of the copy whose content is kept; null: live.</summary>
    [JsonPropertyName("rank")]
    public CopyRank? Rank { get; init; }

    /// <summary>That copy's own time, UTC, where an older copy gave the message its time.</summary>
    [JsonPropertyName("copied_at")]
    public DateTime? CopiedAt { get; init; }

    /// <summary>True if that copy has no time of its own: the times of entry and receipt differ at each delivery.</summary>
    [JsonPropertyName("untimed")]
    public bool? Untimed { get; init; }

    /// <summary>Which quick reply the text came from, as Meta sent it; likewise the others.</summary>
    [JsonPropertyName("quick_reply")]
    [JsonConverter(typeof(RawJson))]
    public string? QuickReply { get; init; }

    /// <summary>The message or story that it replies to (Messenger, Instagram).</summary>
    [JsonPropertyName("reply_to")]
    [JsonConverter(typeof(RawJson))]
    public string? ReplyTo { get; init; }

    /// <summary>The message that it replies to, and whether it was forwarded (WhatsApp).</summary>
    [JsonPropertyName("context")]
    [JsonConverter(typeof(RawJson))]
    public string? Context { get; init; }

    /// <summary>The ad, post or link that it came through.</summary>
    [JsonPropertyName("referral")]
    [JsonConverter(typeof(RawJson))]
    public string? Referral { get; init; }

    [JsonPropertyName("attachments")]
    [JsonConverter(typeof(RawJson))]
    public string? Attachments { get; init; }

    /// <summary>The content besides the text, as Meta sent it: media, place, order, contacts, answer, form.</summary>
    [JsonPropertyName("content")]
    [JsonConverter(typeof(RawJson))]
    public string? Content { get; init; }

    /// <summary>The answers to a lead form, as the Graph API gives them.</summary>
    [JsonPropertyName("answers")]
    [JsonConverter(typeof(RawJson))]
    public string? Answers { get; init; }

    /// <summary>An array of Meta's error objects for the message.</summary>
    [JsonPropertyName("errors")]
    [JsonConverter(typeof(RawJson))]
    public string? Errors { get; init; }

    /// <summary>Meta's id of the comment or post above a comment.</summary>
    [JsonPropertyName("parent_id")]
    public string? ParentId { get; init; }

    /// <summary>The app that sent an echo.</summary>
    [JsonPropertyName("app_id")]
    public string? AppId { get; init; }

    /// <summary>It only ever came while another app had the thread.</summary>
    [JsonPropertyName("standby")]
    public bool? Standby { get; init; }

    /// <summary>The member of staff who wrote it, where it was sent from the outbox.</summary>
    [JsonPropertyName("actor")]
    public string? Actor { get; init; }

    /// <summary>The row of the outbox that it was sent from.</summary>
    [JsonPropertyName("outbox_id")]
    public long? OutboxId { get; init; }

    [JsonPropertyName("forwarded")]
    public bool? Forwarded { get; init; }

    /// <summary>The origin of the referral that the message's attribution comes from; null: there is none.</summary>
    [JsonPropertyName("referred")]
    public ReferralOrigin? ReferralOrigin { get; init; }

    /// <summary>The greatest edit; null: the message was never edited.</summary>
    [JsonPropertyName("edited")]
    public MessageEdit? Edited { get; init; }

    /// <summary>The greatest edit that said a text, if the greatest of all said none.</summary>
    [JsonPropertyName("text_edit")]
    public MessageEdit? FormerTextEdit { get; init; }

    /// <summary>The greatest edit that brought other media; <see cref="Content"/> is from it.</summary>
    [JsonPropertyName("content_edit")]
    public MessageEdit? ContentEdit { get; init; }

    /// <summary>The first content of a message whose media were edited.</summary>
    [JsonPropertyName("original_content")]
    [JsonConverter(typeof(RawJson))]
    public string? OriginalContent { get; init; }

    /// <summary>The first text of an edited message.</summary>
    [JsonPropertyName("original_text")]
    public string? OriginalText { get; init; }

    [JsonPropertyName("deleted")]
    public bool? Deleted { get; init; }

    /// <summary>Whether a comment was hidden or shown again, the last time at <see cref="HiddenAt"/>.</summary>
    [JsonPropertyName("hidden")]
    public bool? Hidden { get; init; }

    /// <summary>UTC.</summary>
    [JsonPropertyName("hidden_at")]
    public DateTime? HiddenAt { get; init; }

    [JsonPropertyName("reactions")]
    public Reactions? Reactions { get; init; }

    /// <summary>An array of the statuses that came and are none of ours.</summary>
    [JsonPropertyName("statuses")]
    [JsonConverter(typeof(RawJson))]
    public string? Statuses { get; init; }

    /// <summary>The WhatsApp group that it was written in.</summary>
    [JsonPropertyName("group_id")]
    public string? GroupId { get; init; }

    /// <summary>The edit that the present text is from; null: the text is the original.</summary>
    [JsonIgnore]
    public MessageEdit? TextEdit => Edited is { IsSilent: true } ? FormerTextEdit : Edited;

    /// <summary>The content of the message before any edit.</summary>
    [JsonIgnore]
    public string? UneditedContent => ContentEdit is null ? Content : OriginalContent;

    /// <summary>The metadata of one copy of the message alone, without the additions of other events and copies.</summary>
    [JsonIgnore]
    public MessageMetadata OfCopy => this with
    {
        CopiedAt = null,
        Standby = null,
        Actor = null,
        OutboxId = null,
        Answers = null,
        Errors = null,
        ReferralOrigin = ReferralOrigin == Messaging.ReferralOrigin.Own ? ReferralOrigin : null,
        Edited = null,
        FormerTextEdit = null,
        OriginalText = null,
        Content = UneditedContent,
        ContentEdit = null,
        OriginalContent = null,
        Deleted = null,
        Hidden = null,
        HiddenAt = null,
        Reactions = null,
        Statuses = null,
    };

    /// <summary>The metadata that stays after a deletion.</summary>
    [JsonIgnore]
    public MessageMetadata Flags => new()
    {
        Rank = Rank,
        CopiedAt = CopiedAt,
        Untimed = Untimed,
        Standby = Standby,
        Actor = Actor,
        OutboxId = OutboxId,
        Forwarded = Forwarded,
        GroupId = GroupId,
        ReferralOrigin = ReferralOrigin,
        Deleted = Deleted,
        Hidden = Hidden,
        HiddenAt = HiddenAt,
    };

    /// <summary>The metadata that stays when the text is no longer kept.</summary>
    [JsonIgnore]
    public MessageMetadata Lasting => Flags with { Edited = Edited, FormerTextEdit = FormerTextEdit };

    public static MessageMetadata Parse(string? json) =>
        json is null ? None : JsonSerializer.Deserialize(json, MessageMetadataJson.Default.MessageMetadata) ?? None;

    /// <summary>Null where there is nothing to say, as the column wants it.</summary>
    public override string? ToString() => this == None ? null : JsonSerializer.Serialize(this, MessageMetadataJson.Default.MessageMetadata);
}

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(WireEnumConverter<CopyRank>), typeof(WireEnumConverter<ReferralOrigin>)])]
[JsonSerializable(typeof(MessageMetadata))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class MessageMetadataJson : JsonSerializerContext;

/// <summary>One side's reaction to a message.</summary>
/// <param name="Emoji">Null: it was taken back.</param>
/// <param name="At">UTC.</param>
public sealed record Reaction(
    [property: JsonPropertyName("emoji")] string? Emoji,
    [property: JsonPropertyName("at")] DateTime At);

/// <summary>The reactions to one message: a state for each side.</summary>
public sealed record Reactions(
    [property: JsonPropertyName("person")] Reaction? Person,
    [property: JsonPropertyName("shop")] Reaction? Shop);
