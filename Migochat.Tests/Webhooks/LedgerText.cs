using System.Data.Common;
using System.Text;

namespace Migochat.Tests.Webhooks;

/// <summary>
/// Every column that comes from events, in a form that neither ids nor order of arrival can change. Left out: surrogate ids,
/// receipt times, tries, and what automation decided.
/// </summary>
internal static class LedgerText
{
    private const string Person = "(SELECT string_agg(kind || '=' || value || '@' || seen_at, ' ' ORDER BY kind, value) FROM user_identities i WHERE i.user_id = t.user_id)";
    private const string Post = "(SELECT facebook_post_id FROM posts p WHERE p.id = t.post_id)";
    private const string Ad = "(SELECT facebook_ad_id FROM ad_campaigns a WHERE a.id = t.ad_id)";

    private static readonly string[] Tables =
    [
        $"""
        SELECT {Person} AS person, psid, platform, phone_number, governorate, first_name, last_name, created_at, last_message_at,
               last_inbound_at, is_active, first_source, {Ad} AS ad, {Post} AS post, field_sources, marketing_opt_out_at, profile_pic
        FROM (SELECT u.*, u.id AS user_id, u.first_post_id AS post_id, u.first_ad_id AS ad_id FROM users u) t
        """,
        $"""
        SELECT {Person} AS person, sender_id, recipient_id, message_text, direction, status, timestamp, facebook_message_id,
               message_type, message_metadata, signals, platform, message_source, {Post} AS post, post_type, {Ad} AS ad, referral_source, comment_id
        FROM messages t
        """,
        $"SELECT {Person} AS person, started_at, last_activity, is_active, message_count, waiting_since FROM conversations t",
        $"SELECT {Person} AS person, activity_type, new_value, timestamp FROM lead_activities t WHERE activity_type = 'lead_received'",
        $"""
        SELECT {Person} AS person, referral_key, business_id, person_id, timestamp, platform, message_source, {Post} AS post,
               post_type, {Ad} AS ad, referral_source, metadata
        FROM referrals t
        """,
        "SELECT business_id, kind, person_id, sent_at, delivered_at, read_at FROM thread_marks",
        "SELECT kind, target, discriminator, event_at, payload FROM pending_receipts",
        "SELECT facebook_post_id, post_type, post_content, created_at, is_stub, content_at, permalink FROM posts",
        "SELECT facebook_ad_id, campaign_name, ad_content, created_at, is_stub, content_at, ad_name, ad_set_name, meta_campaign_name FROM ad_campaigns",
        "SELECT kind, target, due_at FROM fetches",
        "SELECT kind, content_hash FROM dead_letters",
    ];

    public static string Of(DbConnection connection)
    {
        var text = new StringBuilder();
        foreach (var table in Tables)
        {
            foreach (var row in connection.Rows(table).Select(row => string.Join(" | ", row.Select(column => $"{column.Key}={column.Value}"))).Order(StringComparer.Ordinal))
                text.AppendLine(row);
        }

        return text.ToString();
    }

    /// <summary>Fails with the lines that only one of two has.</summary>
    public static void Compare(string expected, string actual)
    {
        if (expected == actual)
            return;
        var (before, after) = (expected.Split('\n'), actual.Split('\n'));
        Assert.Fail(string.Join('\n', [.. before.Except(after).Select(line => "- " + line), .. after.Except(before).Select(line => "+ " + line)]));
    }
}
