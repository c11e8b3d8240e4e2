namespace Migochat.Settings;

/// <summary>The keys of <see cref="SettingCatalogue"/>.</summary>
public static class SettingKeys
{
    public const string FbAppSecret = "fb_app_secret";
    public const string FbAppId = "fb_app_id";
    public const string FbVerifyToken = "fb_verify_token";
    public const string FbPageAccessToken = "fb_page_access_token";
    public const string AdsAccessToken = "ads_access_token";
    public const string FbPageIds = "fb_page_ids";
    public const string InstagramAppSecret = "instagram_app_secret";
    public const string GraphBaseUrl = "graph_base_url";
    public const string GraphVersion = "graph_version";
    public const string InstagramAccessToken = "instagram_access_token";
    public const string InstagramBaseUrl = "instagram_base_url";
    public const string InstagramAccountIds = "instagram_account_ids";
    public const string WhatsAppAppSecret = "whatsapp_app_secret";
    public const string WhatsAppVerifyToken = "whatsapp_verify_token";
    public const string WhatsAppAccessToken = "whatsapp_access_token";
    public const string WhatsAppPhoneNumberIds = "whatsapp_phone_number_ids";
    public const string GeminiApiKey = "gemini_api_key";
    public const string AdminKey = "admin_key";
    public const string ErasureHashKey = "erasure_hash_key";
    public const string PublicBaseUrl = "public_base_url";
    public const string LeadScoringThreshold = "lead_scoring_threshold";
    public const string LeadWarmThreshold = "lead_warm_threshold";
    public const string LeadLostAfterDays = "lead_lost_after_days";
    public const string ConversationIdleHours = "conversation_idle_hours";
    public const string UserInactiveAfterDays = "user_inactive_after_days";
    public const string CourtesyWaits = "courtesy_waits";
    public const string RetentionDays = "retention_days";
    public const string HumanAgent = "human_agent";
    public const string ReplyJoinSeconds = "reply_join_seconds";
    public const string RepliesPerSecond = "replies_per_second";
    public const string WhatsAppRate = "whatsapp_rate";
    public const string WhatsAppMarketingRate = "whatsapp_marketing_rate";
}
