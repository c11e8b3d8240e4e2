namespace Migochat.Benchmarks.Growth;

/// <summary>
/// Fills a file of <c>$people</c> people with two visits each: three messages in the 60 days from <c>$start</c> (Unix seconds), two
/// in the 60 days after that, in the opposite order of people. The middle message of the first visit and the last of the second are
/// the shop's answers, so no conversation waits. No lead is due and no conversation is active. Scores are spread so that every score
/// has people of every name.
/// </summary>
public static class GrowthSql
{
    private const string Numbers = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 <";
    private const string VisitSeconds = "5184000";
    private const string FirstVisit = $"($start + i * {VisitSeconds}.0 / $people)";
    private const string SecondVisit = $"($start + {VisitSeconds} + ($people - 1 - i) * {VisitSeconds}.0 / $people)";

    /// <summary>The statements in their order; they call the functions that <see cref="GrowthFunctions"/> adds.</summary>
    public static IReadOnlyList<string> Statements { get; } =
    [
        $"""
        {Numbers} 200) INSERT INTO posts (facebook_post_id, post_type, post_content, created_at, is_stub)
        SELECT '682498171943165_' || (122101234567890000 + i), 'INFO', message_text(), {At("$start")}, 1 FROM n
        """,
        $"""
        {Numbers} 200) INSERT INTO ad_campaigns (facebook_ad_id, campaign_name, created_at, is_stub)
        SELECT '' || (120210000000000000 + i), message_text(), {At("$start")}, 1 FROM n
        """,
        $"""
        {Numbers} $people), person AS (SELECT i, platform(i) AS platform, person_id(i) AS psid, {At(FirstVisit)} AS first, replace({At(FirstVisit)}, ' ', 'T') || 'Z' AS zulu, (i * 37 + i / 60) % 60 AS score FROM n)
        INSERT INTO users (id, psid, platform, phone_number, first_name, last_name, governorate, created_at, last_message_at, last_inbound_at,
                           is_active, lead_stage, customer_label, customer_type, lead_score, audited_score, last_stage_change, score_due_at,
                           first_source, first_ad_id, first_post_id, field_sources, search_text)
        SELECT i + 1, psid, platform, iif(platform = 'whatsapp', '+' || psid, NULL), iif(platform = 'whatsapp', first_name(i), NULL),
               iif(platform = 'whatsapp', last_name(i), NULL), iif(i % 4 = 0, 'RED_SEA', NULL), first, {At($"{SecondVisit} + 120")}, {At(SecondVisit)},
               1, iif(i % 3 = 0, 'INTAKE', 'NURTURE'), iif(score < 40, 'COLD', 'WARM'), iif(i % 3 = 0, 'NEW', 'RETURNING'), score, score, first,
               {At($"$start + 3 * {VisitSeconds} + i * {VisitSeconds}.0 / $people")},
               CASE WHEN i % 5 = 0 THEN 'AD_MESSAGE' WHEN i % 10 = 7 THEN 'POST_COMMENT' ELSE 'DIRECT_MESSAGE' END,
               iif(i % 5 = 0, i / 5 % 200 + 1, NULL), iif(i % 10 = 7, i / 10 % 200 + 1, NULL),
               iif(platform = 'whatsapp', json_object('name', json_object('rank', 'profile', 'at', zulu), 'first_touch', zulu), json_object('first_touch', zulu)),
               iif(platform = 'whatsapp', search_text(first_name(i), last_name(i), '+' || psid, psid), search_text(NULL, NULL, NULL, psid))
        FROM person
        """,
        $"""
        {Numbers} $people) INSERT INTO user_identities (user_id, kind, value, seen_at)
        SELECT i + 1, CASE platform(i) WHEN 'whatsapp' THEN 'wa_phone' ELSE platform(i) END, person_id(i), {At($"{SecondVisit} + 120")} FROM n
        """,
        $"""
        {Numbers} $people) INSERT INTO user_identities (user_id, kind, value, seen_at)
        SELECT i + 1, 'wa_user', 'EG.' || (10000000000000 + i * 104729), {At(SecondVisit)} FROM n WHERE platform(i) = 'whatsapp' AND i % 2 = 0
        """,
        $"""
        {Numbers} $people) INSERT INTO conversations (user_id, started_at, last_activity, is_active, message_count)
        SELECT i + 1, {At(FirstVisit)}, {At($"{FirstVisit} + 240")}, 0, 3 FROM n
        """,
        $"""
        {Numbers} $people) INSERT INTO conversations (user_id, started_at, last_activity, is_active, message_count)
        SELECT $people - i, {At($"$start + {VisitSeconds} + i * {VisitSeconds}.0 / $people")},
               {At($"$start + {VisitSeconds} + i * {VisitSeconds}.0 / $people + 120")}, 0, 2 FROM n
        """,
        Messages("3 * $people", "i / 3", "i", "i % 3", "$start", "i / 3"),
        Messages("2 * $people", "$people - 1 - i / 2", "3 * $people + i", "i % 2", $"$start + {VisitSeconds}", "i / 2"),
        $"""
        {Numbers} $people) INSERT INTO referrals (referral_key, user_id, business_id, person_id, timestamp, platform, message_source, ad_id, metadata)
        SELECT lower(hex(randomblob(32))), i + 1, shop_id(i), person_id(i), {At($"{SecondVisit} - 60")}, platform(i), 'AD_MESSAGE', i / 5 % 200 + 1,
               json_object('referral', json_object('source', 'ADS', 'type', 'OPEN_THREAD')) FROM n WHERE i % 20 = 15
        """,
        $"""
        {Numbers} $people) INSERT INTO thread_marks (business_id, kind, person_id, sent_at, delivered_at, read_at)
        SELECT shop_id(i), platform(i), person_id(i), {At($"{SecondVisit} + 120")}, {At($"{SecondVisit} + 121")}, {At($"{SecondVisit} + 180")} FROM n WHERE platform(i) <> 'whatsapp'
        """,
        $"""
        {Numbers} $people / 5) INSERT INTO pending_receipts (kind, target, discriminator, event_at, payload, received_at)
        SELECT CASE i % 4 WHEN 0 THEN 'reaction' WHEN 1 THEN 'edit' WHEN 2 THEN 'deletion' ELSE 'status' END, message_id(i, 1000000000 + i), person_id(i),
               {At("$end - i % 1700000")}, json_object(), {At("$end - i % 1700000 + 1")} FROM n
        """,
    ];

    private static string Messages(string count, string person, string number, string turn, string visit, string position) =>
        $"""
        {Numbers} {count}), message AS (
          SELECT {person} AS p, {turn} AS turn, {number} AS number, {visit} + ({position}) * {VisitSeconds}.0 / $people + {turn} * 120 AS at,
                 {number} < 3 * $people AND {turn} = 0 AND ({person}) % 10 = 7 AS is_comment, {turn} = 0 AND ({person}) % 5 = 0 AS is_ad FROM n)
        INSERT INTO messages (user_id, sender_id, recipient_id, message_text, direction, status, timestamp, received_at, facebook_message_id,
                              message_type, message_metadata, platform, message_source, ad_id, post_id, post_type)
        SELECT p + 1, iif(turn = 1, shop_id(p), person_id(p)), iif(turn = 1, person_id(p), shop_id(p)), message_text(),
               iif(turn = 1, 'OUTBOUND', 'INBOUND'), iif(turn = 1, 'READ', 'SENT'), {At("at")}, {At("at + 1")},
               iif(is_comment, 'c:fb:122101234567890123_' || (900000000000000 + number), message_id(p, number)),
               iif(is_comment, 'comment', 'text'),
               CASE WHEN turn = 1 AND platform(p) <> 'whatsapp' THEN json_object('rank', 'echo', 'app_id', '263902037430900')
                    WHEN is_ad THEN json_object('referral', json_object('source', 'ADS', 'type', 'OPEN_THREAD', 'ad_id', '' || (120210000000000000 + p / 5 % 200))) END,
               platform(p), CASE WHEN is_ad THEN 'AD_MESSAGE' WHEN is_comment THEN 'POST_COMMENT' ELSE 'DIRECT_MESSAGE' END,
               iif(is_ad, p / 5 % 200 + 1, NULL), iif(is_comment, p / 10 % 200 + 1, NULL),
               iif(is_comment, 'INFO', NULL)
        FROM message
        """;

    private static string At(string unixSeconds) => $"strftime('%Y-%m-%d %H:%M:%f000', {unixSeconds}, 'unixepoch')";
}
