using static Migochat.Settings.SettingKeys;

namespace Migochat.Settings;

/// <summary>Every setting that Migochat knows, in the order in which people read them.</summary>
public static class SettingCatalogue
{
    private const string Rotation = " Several, separated by commas, rotate it without loss.";

    public static IReadOnlyList<KnownSetting> All { get; } =
    [
        Secret(FbAppSecret, "facebook", "App secret that signs the webhooks of Facebook pages, and of Instagram and WhatsApp where they share the app." + Rotation),
        Secret(FbVerifyToken, "facebook", "Token of the webhook handshake, chosen by you." + Rotation),
        Secret(FbPageAccessToken, "facebook", "Token for calls to the Graph API on behalf of the page."),
        Plain(FbPageIds, "facebook", null, "Ids of the pages that are ours, separated by commas. Unset: all."),
        Secret(InstagramAppSecret, "instagram", "App secret that signs Instagram's webhooks." + Rotation),
        Plain(InstagramAccountIds, "instagram", null, "Ids of the Instagram accounts that are ours, separated by commas. Unset: all."),
        Secret(WhatsAppAppSecret, "whatsapp", "App secret that signs WhatsApp's webhooks." + Rotation),
        Secret(WhatsAppVerifyToken, "whatsapp", "Token of the webhook handshake for WhatsApp." + Rotation),
        Secret(WhatsAppAccessToken, "whatsapp", "Token for calls to the WhatsApp Cloud API."),
        Plain(WhatsAppPhoneNumberIds, "whatsapp", null, "Phone number ids that are ours, separated by commas. Unset: all."),
        Secret(GeminiApiKey, "ai", "Key of the AI assistant."),
        Secret(AdminKey, "system", "Key that the admin routes want in the header X-Admin-Key." + Rotation),
        Secret(ErasureHashKey, "system", "Key of the hashes that remain of erased ids. Unset: made at random at the first erasure. The first of several makes hashes, all recognise them; without the old one erased people come back."),
        Plain(PublicBaseUrl, "system", null, "The address under which Meta and people reach this service, such as https://shop.example."),
        Plain(LeadScoringThreshold, "leads", "75", "Score from which a lead is hot."),
        Plain(LeadWarmThreshold, "leads", "40", "Score from which a lead is warm."),
        Plain(LeadLostAfterDays, "leads", "60", "Days without an inbound message after which a lead is lost."),
        Plain(ConversationIdleHours, "leads", "24", "Hours of silence that end a conversation."),
        Plain(UserInactiveAfterDays, "leads", "90", "Days of silence after which a person counts as inactive."),
        Plain(RetentionDays, "system", null, "Days after which texts and metadata are removed. Unset: kept."),
    ];

    private static readonly Dictionary<string, KnownSetting> ByKey = All.ToDictionary(setting => setting.Key, StringComparer.Ordinal);

    public static KnownSetting? Find(string key) => ByKey.GetValueOrDefault(key);

    private static KnownSetting Secret(string key, string category, string description) => new(key, category, true, null, description);

    private static KnownSetting Plain(string key, string category, string? @default, string description) => new(key, category, false, @default, description);
}
