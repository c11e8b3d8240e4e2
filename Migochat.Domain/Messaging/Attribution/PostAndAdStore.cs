using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>
/// The intake's prepared SQL for posts and ads: a row for each that an event names. Events fill it as long as it is a stub,
/// which a person's edit ends.
/// </summary>
internal sealed class PostAndAdStore : IDisposable
{
    private readonly ReadAhead<string, Known> _posts;
    private readonly ReadAhead<string, Known> _ads;
    private readonly Statement _addPost;
    private readonly Statement _fillPost;
    private readonly Statement _addAd;
    private readonly Statement _fillAd;

    public PostAndAdStore(DatabaseConnection connection)
    {
        _posts = Find(connection, "posts", "SELECT id, is_stub, created_at, content_at, NULL, post_content, post_type FROM posts WHERE facebook_post_id = @0");
        _ads = Find(connection, "ad_campaigns", "SELECT id, is_stub, created_at, content_at, campaign_name, ad_content, 'AD' FROM ad_campaigns WHERE facebook_ad_id = @0");
        _addPost = new Statement(connection, """
            INSERT INTO posts (facebook_post_id, is_stub, created_at, content_at, post_type, post_content)
            VALUES (@0, TRUE, @1, @2, @3, @4) RETURNING id
            """, Statement.Nothing);
        _fillPost = new Statement(
            connection, "UPDATE posts SET created_at = @1, content_at = @2, post_type = @3, post_content = @4 WHERE id = @0", Statement.Nothing);
        _addAd = new Statement(connection, """
            INSERT INTO ad_campaigns (facebook_ad_id, is_stub, created_at, content_at, campaign_name, ad_content)
            VALUES (@0, TRUE, @1, @2, @3, @4) RETURNING id
            """, Statement.Nothing);
        _fillAd = new Statement(
            connection, "UPDATE ad_campaigns SET created_at = @1, content_at = @2, campaign_name = @3, ad_content = @4 WHERE id = @0", Statement.Nothing);
    }

    /// <summary>Notes the post and the ad of an attribution for the next round trip.</summary>
    public void Ask(Attribution attribution)
    {
        if (attribution.Post is { } post)
            _posts.Ask(post.FacebookPostId);
        if (attribution.Ad is { } ad)
            _ads.Ask(ad.FacebookAdId);
    }

    /// <summary>Adds what was asked for to a round trip.</summary>
    public void AddTo(ICollection<SetStatement> round)
    {
        _posts.AddTo(round);
        _ads.AddTo(round);
    }

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
        if (_posts.Of(post.FacebookPostId) is not [var known])
        {
            _posts.Forget(post.FacebookPostId);
            return (_addPost.RunForId(post.FacebookPostId, content.CreatedAt, content.ContentAt, EnumText.Stored(post.Type), content.Content)!.Value, true);
        }

        var filled = known.Content.MergeWith(content);
        var type = post.Type == PostType.Ad ? EnumText.Stored(post.Type) : known.Type;
        var isChanged = known.IsStub && (filled != known.Content || type != known.Type);
        if (isChanged)
        {
            _posts.Forget(post.FacebookPostId);
            _fillPost.Run(known.Id, filled.CreatedAt, filled.ContentAt, type, filled.Content);
        }

        return (known.Id, isChanged);
    }

    public void Dispose()
    {
        foreach (var prepared in (IDisposable[])[_posts, _ads, _addPost, _fillPost, _addAd, _fillAd])
            prepared.Dispose();
    }

    private long Ad(AdMention ad, DateTime time)
    {
        var content = new PostContent(time, ad.Title is null && ad.Content is null ? null : time, ad.Title, ad.Content);
        if (_ads.Of(ad.FacebookAdId) is not [var known])
        {
            _ads.Forget(ad.FacebookAdId);
            return _addAd.RunForId(ad.FacebookAdId, content.CreatedAt, content.ContentAt, content.Title, content.Content)!.Value;
        }

        var filled = known.Content.MergeWith(content);
        if (known.IsStub && filled != known.Content)
        {
            _ads.Forget(ad.FacebookAdId);
            _fillAd.Run(known.Id, filled.CreatedAt, filled.ContentAt, filled.Title, filled.Content);
        }

        return known.Id;
    }

    private static ReadAhead<string, Known> Find(DatabaseConnection connection, string table, string sql) => new(
        connection, table, sql, [ColumnType.Text], (id, statement) => statement.Add(id),
        row => new Known(row.Number(0), row.Truth(1), new PostContent(row.Time(2), row.TimeOrNull(3), row.TextOrNull(4), row.TextOrNull(5)), row.Text(6)));

    /// <summary>A row of either table.</summary>
    private sealed record Known(long Id, bool IsStub, PostContent Content, string Type);
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
