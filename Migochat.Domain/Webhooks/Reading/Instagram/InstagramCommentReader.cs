using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>Reads comments on the account's media, and mentions of the account in other people's media and comments.</summary>
internal static class InstagramCommentReader
{
    /// <summary>The id of the comment is in <c>comment_id</c> or <c>id</c>, by the kind of login.</summary>
    public static WebhookEvent Read(JsonElement value, ItemContext place)
    {
        var author = AuthorOf(value, place);
        if ((value.Get("comment_id"u8).Id() ?? value.Get("id"u8).Id()) is not { Length: <= Mentions.MaxIdLength } id || author.IsTooLong)
            return place.Unrecognised("a comment without ids that fit");
        return Comment(value, author, id) with { Attribution = AttributionOf(value) };
    }

    /// <summary>
    /// A mention names the comment, or only the media if the account is mentioned in the caption. It holds neither author nor text; the
    /// stored message is a placeholder until they are fetched.
    /// </summary>
    public static WebhookEvent ReadMention(JsonElement value, ItemContext place)
    {
        var author = AuthorOf(value, place);
        var media = value.Get("media_id"u8).Id() ?? value.Get("media"u8).Get("id"u8).Id();
        var comment = value.Get("comment_id"u8).Id();
        if ((comment ?? media) is not { Length: <= Mentions.MaxIdLength } id || author.IsTooLong)
            return place.Unrecognised("a mention without ids that fit");
        var message = comment is null
            ? author.Wrote(MessageKeys.Mention(Platform.Instagram, id), "mention", TimeOf(value, place)) with { Text = value.Get("text"u8).Text() }
            : Comment(value, author, id);
        return message with
        {
            Rank = message.Text is null ? CopyRank.Placeholder : CopyRank.Live,
            Attribution = new Attribution { Source = MessageSource.PostComment, Post = Mentions.Post(media, PostType.Info) },
        };
    }

    private static MessageReceived Comment(JsonElement value, Author author, string id)
    {
        var parent = value.Get("parent_id"u8).Id();
        return author.Wrote(MessageKeys.Comment(Platform.Instagram, id), "comment", TimeOf(value, author.Context)) with
        {
            CommentId = id,
            ParentKey = author.IsUs && parent is { Length: <= Mentions.MaxIdLength } ? MessageKeys.Comment(Platform.Instagram, parent) : null,
            Text = value.Get("text"u8).Text(),
            Metadata = new MessageMetadata { ParentId = parent },
        };
    }

    /// <summary>Instagram sends a user name, which is not the person's name.</summary>
    private static Author AuthorOf(JsonElement value, ItemContext place) => new(value.Get("from"u8).Get("id"u8).Id(), null, place);

    private static DateTime TimeOf(JsonElement value, ItemContext place) =>
        place.Time(value.Get("timestamp"u8).Whole() ?? value.Get("created_time"u8).Whole());

    private static Attribution AttributionOf(JsonElement value)
    {
        var media = value.Get("media"u8);
        var ad = Mentions.AdId(media.Get("ad_id"u8));
        return new Attribution
        {
            Source = ad is null ? MessageSource.PostComment : MessageSource.AdMessage,
            Post = Mentions.Post(media.Get("id"u8).Id(), ad is null ? PostType.Info : PostType.Ad),
            Ad = Mentions.Ad(ad, media.Get("ad_title"u8).Text()),
        };
    }
}
