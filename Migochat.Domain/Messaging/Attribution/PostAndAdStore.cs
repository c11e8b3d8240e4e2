using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>
/// The intake's prepared SQL for posts and ads: a row for each that an event names. Events fill it as long as it is a stub,
/// which a person's edit ends.
/// </summary>
internal sealed class PostAndAdStore(DatabaseConnection connection) : IDisposable
{
    private readonly Statement _findPost = new(connection,
        "SELECT id, is_stub, created_at, content_at, NULL, post_content, post_type FROM posts WHERE facebook_post_id = @0");

    private readonly Statement _addPost = new(connection, """
        INSERT INTO posts (facebook_post_id, is_stub, created_at, content_at, post_type, post_content)
        VALUES (@0, TRUE, @1, @2, @3, @4) RETURNING id
        """);

    private readonly Statement _fillPost = new(connection,
        "UPDATE posts SET created_at = @1, content_at = @2, post_type = @3, post_content = @4 WHERE id = @0");

    private readonly Statement _findAd = new(connection,
        "SELECT id, is_stub, created_at, content_at, campaign_name, ad_content, 'AD' FROM ad_campaigns WHERE facebook_ad_id = @0");

    private readonly Statement _addAd = new(connection, """
        INSERT INTO ad_campaigns (facebook_ad_id, is_stub, created_at, content_at, campaign_name, ad_content)
        VALUES (@0, TRUE, @1, @2, @3, @4) RETURNING id
        """);

    private readonly Statement _fillAd = new(connection,
        "UPDATE ad_campaigns SET created_at = @1, content_at = @2, campaign_name = @3, ad_content = @4 WHERE id = @0");

    /// <summary>The rows that an attribution speaks of, made or filled where needed.</summary>
    /// <param name="attribution">As the event gives it.</param>
    /// <param name="time">The event's, UTC.</param>
    public ResolvedAttribution Resolve(Attribution attribution, DateTime time) => attribution == Attribution.Direct
        ? ResolvedAttribution.Direct
        : new ResolvedAttribution(
            attribution.Source,
            attribution.Post is { } post ? Post(post, time).Id : null,
            attribution.Post?.Type,
            attribution.Ad is { } ad ? Ad(ad, time) : null,
            attribution.ReferralSource);

    /// <returns>The post's row, and whether the event told anything new.</returns>
    public (long Id, bool IsChanged) Post(PostMention post, DateTime time)
    {
        var content = new PostContent(time, post.Content is null ? null : time, null, post.Content);
        if (Find(_findPost, post.FacebookPostId) is not { } known)
            return (_addPost.RunForId(post.FacebookPostId, content.CreatedAt, content.ContentAt, EnumText.Stored(post.Type), content.Content)!.Value, true);
        var filled = known.PostContent.MergeWith(content);
        var type = post.Type == PostType.Ad ? EnumText.Stored(post.Type) : known.Type;
        var isChanged = known.IsStub && (filled != known.PostContent || type != known.Type);
        if (isChanged)
            _fillPost.Run(known.Id, filled.CreatedAt, filled.ContentAt, type, filled.Content);
        return (known.Id, isChanged);
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_findPost, _addPost, _fillPost, _findAd, _addAd, _fillAd])
            statement.Dispose();
    }

    private long Ad(AdMention ad, DateTime time)
    {
        var content = new PostContent(time, ad.Title is null && ad.Content is null ? null : time, ad.Title, ad.Content);
        if (Find(_findAd, ad.FacebookAdId) is not { } known)
            return _addAd.RunForId(ad.FacebookAdId, content.CreatedAt, content.ContentAt, content.Title, content.Content)!.Value;
        var filled = known.PostContent.MergeWith(content);
        if (known.IsStub && filled != known.PostContent)
            _fillAd.Run(known.Id, filled.CreatedAt, filled.ContentAt, filled.Title, filled.Content);
        return known.Id;
    }

    private static (long Id, bool IsStub, PostContent PostContent, string Type)? Find(Statement statement, string id)
    {
        using var row = statement.Query(id);
        return row.Read()
            ? (row.Number(0), row.Truth(1), new PostContent(row.Time(2), row.TimeOrNull(3), row.TextOrNull(4), row.TextOrNull(5)), row.Text(6))
            : null;
    }
}

/// <summary>The content of a post or an ad according to events. Times are UTC.</summary>
/// <param name="CreatedAt">The earliest event that names it.</param>
/// <param name="ContentAt">The event that title and content came from; null: no event had any.</param>
/// <param name="Title">Of an ad.</param>
/// <param name="Content">The text.</param>
internal sealed record PostContent(DateTime CreatedAt, DateTime? ContentAt, string? Title, string? Content)
{
    /// <summary>The earliest time; title and content of the latest event that tells any, then the ordinally greatest. Pure.</summary>
    public PostContent MergeWith(PostContent other)
    {
        var createdAt = Moment.Earlier(CreatedAt, other.CreatedAt);
        return IsLater(other) ? other with { CreatedAt = createdAt } : this with { CreatedAt = createdAt };
    }

    private bool IsLater(PostContent other)
    {
        if (other.ContentAt is not { } at)
            return false;
        return ContentAt is not { } present || at > present || (at == present && string.CompareOrdinal(other.Text, Text) > 0);
    }

    private string Text => $"{Title}\n{Content}";
}
