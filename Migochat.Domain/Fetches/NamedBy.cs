using Migochat.Data;

namespace Migochat.Fetches;

/// <summary>An account of the shop to which somebody came through a post or an ad. Its token can read the post, and perhaps the ad.</summary>
/// <param name="Platform">One of <see cref="Data.Platform"/>.</param>
/// <param name="BusinessId">The page, Instagram account or phone number id.</param>
internal sealed record NamedBy(string Platform, string BusinessId)
{
    /// <returns>Null if no message and no referral names the post any more.</returns>
    public static NamedBy? Post(DatabaseConnection connection, string facebookPostId) => Find(connection, "posts", "facebook_post_id", "post_id", facebookPostId);

    /// <returns>Null if no message and no referral names the ad any more.</returns>
    public static NamedBy? Ad(DatabaseConnection connection, string facebookAdId) => Find(connection, "ad_campaigns", "facebook_ad_id", "ad_id", facebookAdId);

    private static NamedBy? Find(DatabaseConnection connection, string table, string key, string column, string target)
    {
        var own = $"(SELECT id FROM {table} WHERE {key} = @0)";
        return First(connection, $"SELECT platform, CASE WHEN direction = 'INBOUND' THEN recipient_id ELSE sender_id END FROM messages WHERE {column} = {own} LIMIT 1", target)
            ?? First(connection, $"SELECT platform, business_id FROM referrals WHERE {column} = {own} LIMIT 1", target);
    }

    private static NamedBy? First(DatabaseConnection connection, string sql, string target)
    {
        using var find = new Statement(connection, sql);
        using var row = find.Query(target);
        return row.Read() ? new NamedBy(row.Text(0), row.Text(1)) : null;
    }
}
