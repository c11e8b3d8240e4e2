using Migochat.Data;

namespace Migochat.Legacy;

/// <summary>Copies and completes the rows: from <c>main</c>, the legacy file, to <c>fresh</c>, a migrated one. The order matters.</summary>
internal static class AdoptionSql
{
    // Finds each person's identity at Meta. If several rows turn out to be one WhatsApp number, the oldest gets it (place 1).
    private const string Claims = """
        CREATE TEMP TABLE claims AS
        SELECT id, psid, kind, value,
               row_number() OVER (PARTITION BY kind, value ORDER BY id) AS place,
               first_value(psid) OVER (PARTITION BY kind, value ORDER BY id) AS first_psid
        FROM (SELECT id, psid, IdentityKind(platform, psid) AS kind, IdentityValue(platform, psid) AS value FROM main.users);
        CREATE UNIQUE INDEX temp.claims_id ON claims (id);
        CREATE UNIQUE INDEX temp.claims_psid ON claims (psid);
        """;

    private const string Posts = $"""
        INSERT INTO fresh.posts (id, facebook_post_id, post_type, post_content, post_price, post_data, created_at, is_active)
        SELECT id, facebook_post_id, PostType(post_type), post_content, post_price, JsonObject(post_data),
               coalesce(Utc(created_at), {UtcText.SqlNow}), coalesce(Flag(is_active), 1)
        FROM main.posts ORDER BY id;
        """;

    private const string Ads = $"""
        INSERT INTO fresh.ad_campaigns (id, facebook_ad_id, campaign_name, ad_content, target_audience, budget, status, created_at)
        SELECT id, facebook_ad_id, campaign_name, ad_content, JsonObject(target_audience), budget, coalesce(status, 'active'),
               coalesce(Utc(created_at), {UtcText.SqlNow})
        FROM main.ad_campaigns ORDER BY id;
        """;

    private const string Settings = $"""
        INSERT INTO fresh.app_settings (id, key, value, category, is_sensitive, description, updated_at, updated_by)
        SELECT id, key, value, category, coalesce(Flag(is_sensitive), 0), description,
               coalesce(Utc(updated_at), {UtcText.SqlNow}), coalesce(updated_by, 'admin')
        FROM main.app_settings ORDER BY id;
        """;

    // The oldest row of a WhatsApp number gets the digits as its psid. If a younger row had them, the two swap;
    // if a person of another platform has them, all psids stay as they are, since psid is unique.
    private const string Users = $"""
        WITH timed AS (
            SELECT *, Utc(created_at) AS created, Utc(last_message_at) AS messaged, Utc(last_stage_change) AS staged FROM main.users)
        INSERT INTO fresh.users (id, psid, first_name, last_name, profile_pic, governorate, platform, phone_number, created_at,
               last_message_at, is_active, lead_stage, customer_label, customer_type, lead_score, last_stage_change, score_due_at, audited_score, converted_at)
        SELECT u.id,
               CASE WHEN c.kind IS NOT 'wa_phone' OR holder.kind IS NOT 'wa_phone' AND holder.id IS NOT NULL THEN u.psid
                    WHEN c.place = 1 THEN c.value
                    WHEN u.psid = c.value THEN c.first_psid
                    ELSE u.psid END,
               first_name, last_name, profile_pic, Governorate(governorate), Platform(platform),
               Phone(phone_number, iif(c.kind = 'wa_phone', c.value, NULL)),
               coalesce(created, min(messaged, staged), messaged, staged, {UtcText.SqlNow}), messaged,
               coalesce(Flag(is_active), 1), coalesce(LeadStage(lead_stage), 'INTAKE'), CustomerLabel(customer_label),
               CustomerType(customer_type), coalesce(Whole(lead_score), 0),
               coalesce(staged, created, messaged, {UtcText.SqlNow}), {UtcText.SqlNow},
               coalesce(Whole(lead_score), 0),
               CASE WHEN LeadStage(lead_stage) IN ('CONVERT', 'QUALIFIED') THEN coalesce(staged, created, messaged, {UtcText.SqlNow}) END
        FROM timed AS u JOIN temp.claims AS c ON c.id = u.id LEFT JOIN temp.claims AS holder ON holder.psid = c.value
        ORDER BY u.id;
        """;

    // A message without a time gets the latest known time of its person, so that it does not count as today's.
    private const string Messages = $"""
        INSERT INTO fresh.messages (id, user_id, sender_id, recipient_id, message_text, direction, status, timestamp, facebook_message_id,
               message_type, message_metadata, platform, message_source, post_id, post_type, ad_id, comment_id, referral_source, received_at)
        SELECT id, user_id, sender_id, recipient_id, message_text, direction, status, at, facebook_message_id,
               message_type, message_metadata, platform, message_source, post_id, post_type, ad_id, comment_id, referral_source, at
        FROM (SELECT id, user_id, sender_id, recipient_id, message_text, MessageDirection(direction) AS direction,
                     coalesce(MessageStatus(status), 'SENT') AS status,
                     coalesce(Utc(timestamp), (SELECT coalesce(last_message_at, created_at) FROM fresh.users WHERE id = m.user_id),
                              {UtcText.SqlNow}) AS at,
                     facebook_message_id, coalesce(message_type, 'text') AS message_type, JsonObject(message_metadata) AS message_metadata,
                     Platform(platform) AS platform, coalesce(MessageSource(message_source), 'DIRECT_MESSAGE') AS message_source,
                     post_id, PostType(post_type) AS post_type, ad_id, comment_id, referral_source
              FROM main.messages AS m)
        ORDER BY id;
        """;

    private const string Activities = $"""
        INSERT INTO fresh.lead_activities (id, user_id, activity_type, old_value, new_value, reason, timestamp, automated)
        SELECT id, user_id, activity_type, old_value, new_value, reason,
               coalesce(Utc(timestamp), {UtcText.SqlNow}), coalesce(Flag(automated), 0)
        FROM main.lead_activities ORDER BY id;

        UPDATE fresh.users SET converted_at = min(coalesce(converted_at, a.at), a.at)
        FROM (SELECT user_id, min(timestamp) AS at FROM fresh.lead_activities
              WHERE activity_type = 'stage_change' AND (lower(new_value) IN ('convert', 'qualified') OR lower(old_value) IN ('convert', 'qualified'))
              GROUP BY user_id) AS a
        WHERE a.user_id = users.id;
        """;

    private const string MessageFacts = """
        CREATE TEMP TABLE spoke AS
        SELECT user_id, max(timestamp) AS last, max(timestamp) FILTER (WHERE direction = 'INBOUND') AS last_inbound,
               max(timestamp) FILTER (WHERE direction = 'OUTBOUND') AS last_outbound
        FROM fresh.messages WHERE user_id IS NOT NULL GROUP BY user_id;
        CREATE UNIQUE INDEX temp.spoke_user_id ON spoke (user_id);

        UPDATE fresh.users SET last_inbound_at = s.last_inbound, last_message_at = max(coalesce(last_message_at, s.last), s.last)
        FROM temp.spoke AS s WHERE s.user_id = users.id;

        UPDATE fresh.users SET (first_source, first_ad_id, first_post_id, field_sources) =
            (SELECT message_source, ad_id, post_id, FirstTouch(timestamp) FROM fresh.messages AS m
             WHERE m.user_id = users.id AND direction = 'INBOUND'
             ORDER BY timestamp, facebook_message_id IS NULL, facebook_message_id, id LIMIT 1);
        """;

    // If one person has several active conversations, the newest stays active.
    private const string Conversations = $"""
        INSERT INTO fresh.conversations (id, user_id, started_at, last_activity, is_active, message_count, waiting_since)
        SELECT c.id, c.user_id, started, ended,
               active AND 1 = row_number() OVER (PARTITION BY c.user_id, active ORDER BY ended DESC, c.id DESC), messages,
               (SELECT min(timestamp) FROM fresh.messages AS m
                WHERE m.user_id = c.user_id AND m.direction = 'INBOUND' AND m.timestamp BETWEEN started AND ended
                  AND m.timestamp > coalesce(s.last_outbound, ''))
        FROM (SELECT id, user_id, coalesce(Utc(started_at), Utc(last_activity), {UtcText.SqlNow}) AS started,
                     coalesce(Utc(last_activity), Utc(started_at), {UtcText.SqlNow}) AS ended,
                     coalesce(Flag(is_active), 1) AS active, coalesce(Whole(message_count), 0) AS messages
              FROM main.conversations) AS c
        LEFT JOIN temp.spoke AS s ON s.user_id = c.user_id
        ORDER BY c.id;
        """;

    private const string Identities = """
        INSERT INTO fresh.user_identities (user_id, kind, value, seen_at)
        SELECT c.id, c.kind, c.value, coalesce(u.last_message_at, u.created_at)
        FROM temp.claims AS c JOIN fresh.users AS u ON u.id = c.id
        WHERE c.kind IS NOT NULL AND c.place = 1 ORDER BY c.id;
        """;

    private const string Search = "UPDATE fresh.users SET search_text = SearchText(first_name, last_name, phone_number, psid);";

    public static readonly string[] Steps =
        [Claims, Posts, Ads, Settings, Users, Messages, Activities, MessageFacts, Conversations, Identities, Search];
}
