using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>Reads what happens to a comment under a post of the page, or to one that mentions it.</summary>
internal static class PageCommentReader
{
    public static WebhookEvent Read(PageItem item)
    {
        if (item.CommentId is not { Length: <= Mentions.MaxIdLength } id)
            return item.Unrecognised("a comment without an id that fits");
        if (item.Author.IsTooLong)
            return item.Unrecognised("a comment whose author's id is too long");
        var key = MessageKeys.Comment(Platform.Facebook, id);
        return item.Verb switch
        {
            PageVerb.Add => Added(item, key),
            PageVerb.Edit => Edited(item, key),
            PageVerb.Remove => new MessageDeleted(item.Origin, key, item.SentAt) { About = item.Author.People },
            PageVerb.Hide => new CommentHidden(item.Origin, key, IsHidden: true, item.SentAt) { About = item.Author.People },
            PageVerb.Unhide => new CommentHidden(item.Origin, key, IsHidden: false, item.SentAt) { About = item.Author.People },
            _ => item.Notice(Notices.FeedCommentOther),
        };
    }

    /// <summary>Of a comment, or of a post that somebody else wrote.</summary>
    public static MessageEdited Edited(PageItem item, string key) => new(item.Origin)
    {
        Target = key,
        Version = 1,
        Time = item.EditedAt,
        Text = item.Text,
        Author = item.Author.Person,
        About = item.Author.People,
    };

    private static MessageReceived Added(PageItem item, string key) => item.Author.Wrote(key, "comment", item.CreatedAt) with
    {
        CommentId = item.CommentId,
        ParentKey = item.Author.IsUs ? ParentKey(item) : null,
        Text = item.Text,
        Attribution = item.Attribution,
        Metadata = new MessageMetadata { ParentId = item.ParentId, Content = item.Content },
    };

    /// <summary>A comment right under the post has the post as its parent.</summary>
    private static string? ParentKey(PageItem item) =>
        item.ParentId is { Length: <= Mentions.MaxIdLength } parent && parent != item.PostId ? MessageKeys.Comment(Platform.Facebook, parent) : null;
}
