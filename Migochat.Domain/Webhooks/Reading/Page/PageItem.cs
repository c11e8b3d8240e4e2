using System.Buffers;
using System.Text;
using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>The value of a change of a page's feed, or of a mention of the page.</summary>
internal sealed record PageItem(JsonElement Json, ItemContext Context)
{
    private static readonly string[] ContentMembers = ["photo", "photo_id", "photos", "photo_ids", "video", "video_id", "link", "sticker", "sticker_id"];

    public EventOrigin Origin => Context.Origin;

    /// <summary>Meta's word for the kind of item, such as <c>comment</c> or <c>photo</c>.</summary>
    public string? Item => Json.Get("item"u8).Text();

    public PageVerb Verb => Json.Get("verb"u8).Text() switch
    {
        "add" => PageVerb.Add,
        "edited" or "edit" or "update" => PageVerb.Edit,
        "remove" or "delete" => PageVerb.Remove,
        "hide" => PageVerb.Hide,
        "unhide" => PageVerb.Unhide,
        _ => PageVerb.Other,
    };

    public string? PostId { get; } = Json.Get("post_id"u8).Id();

    public string? CommentId { get; } = Json.Get("comment_id"u8).Id();

    public string? ParentId { get; } = Json.Get("parent_id"u8).Id();

    /// <summary>Since 2017 in <c>from</c>, before in separate members. Without Meta's advanced access it is in neither.</summary>
    public Author Author { get; } = new(
        Json.Get("from"u8).Get("id"u8).Id() ?? Json.Get("sender_id"u8).Id(),
        Json.Get("from"u8).Get("name"u8).Text() ?? Json.Get("sender_name"u8).Text(),
        Context);

    /// <summary>True if Meta's own moderation hid a new comment. The time of that is not in the event.</summary>
    public bool IsHidden => Json.Get("is_hidden"u8).IsTrue();

    public string? Text => Json.Get("message"u8).Text();

    public DateTime CreatedAt => Context.Time(Json.Get("created_time"u8).Whole());

    /// <summary>The time of the edit. An edit repeats the time of creation, which is not used.</summary>
    public DateTime EditedAt => Context.Time(Json.Get("edited_time"u8).Whole());

    /// <summary>The time of the entry, for events without a time.</summary>
    public DateTime SentAt => Context.Time(null);

    /// <summary>Pictures and links as Meta sent them, in one JSON object; null if there are none.</summary>
    public string? Content
    {
        get
        {
            var parts = Json.Members().Where(member => ContentMembers.Contains(member.Name, StringComparer.Ordinal)).ToList();
            return parts.Count == 0 ? null : Write(parts);
        }
    }

    /// <summary>The post itself or the post above the comment, and the ad if the item names one.</summary>
    public Attribution Attribution
    {
        get
        {
            var ad = Mentions.AdId(Json.Get("ad_id"u8));
            var isAds = ad is not null || Json.Get("post"u8).Get("promotion_status"u8).Text() == "active";
            return new Attribution
            {
                Source = ad is null ? MessageSource.PostComment : MessageSource.AdMessage,
                Post = Mentions.Post(PostId, isAds ? PostType.Ad : PostType.Info),
                Ad = Mentions.Ad(ad),
            };
        }
    }

    public Unrecognised Unrecognised(string reason) => Context.Unrecognised(reason);

    public Notice Notice(string name) => new(Origin, name);

    private static string Write(List<(string Name, JsonElement Value)> parts)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in parts)
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(value.Raw()!, skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

/// <summary>The action on a comment or post of a page's feed.</summary>
internal enum PageVerb
{
    Other,
    Add,
    Edit,
    Remove,
    Hide,
    Unhide,
}
