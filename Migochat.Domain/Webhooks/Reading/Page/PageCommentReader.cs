using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>Reads events of a comment on a post of the page, or of a comment that mentions the page.</summary>
internal static class PageCommentReader
{
    /// <returns>One event; two for a comment that was hidden from the start.</returns>
    public static WebhookEvent[] Read(PageItem item)
    {
        if (item.CommentId is not { Length: <= Mentions.MaxIdLength } id)
            return [item.Unrecognised("a comment without an id that fits")];
        if (item.Author.IsTooLong)
            return [item.Unrecognised("a comment whose author's id is too long")];
        var key = MessageKeys.Comment(Platform.Facebook, id);
        return item.Verb switch
        {
            PageVerb.Add when item.IsHidden => [Added(item, key), Hidden(item, key, isHidden: true, item.CreatedAt)],
            PageVerb.Add => [Added(item, key)],
            PageVerb.Edit => [Edited(item, key)],
            PageVerb.Remove => [Removed(item, key)],
            PageVerb.Hide => [Hidden(item, key, isHidden: true, item.SentAt)],
            PageVerb.Unhide => [Hidden(item, key, isHidden: false, item.SentAt)],
            _ => [item.Notice(Notices.FeedCommentOther)],
        };
    }

    /// <summary>An edit of a comment, or of another author's post.</summary>
    public static MessageEdited Edited(PageItem item, string key) => new(item.Origin)
    {
        Target = key,
        Version = 1,
        Time = item.EditedAt,
        Text = item.Text,
        Content = item.Content,
        Author = item.Author.Person,
        About = item.Author.People,
    };

    /// <summary>A removal, likewise.</summary>
    public static MessageDeleted Removed(PageItem item, string key) =>
        new(item.Origin, key, item.SentAt) { Author = item.Author.Person, About = item.Author.People };

    private static CommentHidden Hidden(PageItem item, string key, bool isHidden, DateTime time) =>
        new(item.Origin, key, isHidden, time) { Author = item.Author.Person, About = item.Author.People };

    private static MessageReceived Added(PageItem item, string key) => item.Author.Wrote(key, "comment", item.CreatedAt) with
    {
        CommentId = item.CommentId,
        ParentKey = item.Author.IsUs ? ParentKey(item) : null,
        Text = item.Text,
        Attribution = item.Attribution,
        Metadata = new MessageMetadata { ParentId = item.ParentId, Content = item.Content },
    };

    /// <summary>The parent of a comment directly below the post is the post.</summary>
    private static string? ParentKey(PageItem item) =>
        item.ParentId is { Length: <= Mentions.MaxIdLength } parent && parent != item.PostId ? MessageKeys.Comment(Platform.Facebook, parent) : null;
}
