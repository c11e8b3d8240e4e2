using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>Reads posts: the page's own, visitors' posts on the page, and posts elsewhere that mention it.</summary>
internal static class PagePostReader
{
    /// <summary>A post of the page's feed. A post without an author is a visitor's; the page's own posts name the page.</summary>
    public static WebhookEvent Read(PageItem item)
    {
        if (item.PostId is null)
            return item.Notice(Notices.FeedPostOther);
        if (item.PostId.Length > Mentions.MaxIdLength || item.Author.IsTooLong)
            return item.Unrecognised("a post with an id that is too long");
        return item.Author.IsUs ? ReadPagePost(item, item.PostId) : ReadOthers(item, item.PostId, "post", Notices.FeedPostOther);
    }

    /// <summary>Another author's post that mentions the page.</summary>
    public static WebhookEvent ReadMention(PageItem item)
    {
        if (item.PostId is not { Length: <= Mentions.MaxIdLength } id || item.Author.IsTooLong)
            return item.Unrecognised("a mention without ids that fit");
        return item.Author.IsUs ? item.Notice(Notices.MentionOther) : ReadOthers(item, id, "mention", Notices.MentionOther);
    }

    private static WebhookEvent ReadPagePost(PageItem item, string id) => item.Verb switch
    {
        PageVerb.Add => new PostPublished(item.Origin, new PostMention(id, PostType.Info, item.Text), item.CreatedAt),
        PageVerb.Edit => new PostPublished(item.Origin, new PostMention(id, PostType.Info, item.Text), item.EditedAt),
        _ => item.Notice(Notices.FeedPostOther),
    };

    private static WebhookEvent ReadOthers(PageItem item, string id, string type, string otherwise)
    {
        var key = MessageKeys.Mention(Platform.Facebook, id);
        return item.Verb switch
        {
            PageVerb.Add => item.Author.Wrote(key, type, item.CreatedAt) with
            {
                Text = item.Text,
                Attribution = item.Attribution,
                Metadata = new MessageMetadata { Content = item.Content },
            },
            PageVerb.Edit => PageCommentReader.Edited(item, key),
            PageVerb.Remove => PageCommentReader.Removed(item, key),
            _ => item.Notice(otherwise),
        };
    }
}
