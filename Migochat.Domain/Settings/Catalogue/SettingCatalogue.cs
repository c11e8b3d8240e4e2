using Migochat.Api;
using static Migochat.Settings.SettingKeys;

namespace Migochat.Settings;

/// <summary>Every setting of Migochat, in the order for readers.</summary>
public static class SettingCatalogue
{
    private const string Rotation = " Several, separated by commas, rotate it without loss.";

    public static IReadOnlyList<KnownSetting> All { get; } =
    [
        Secrets(FbAppSecret, "facebook", "App secret that signs the webhooks of Facebook pages, and of Instagram and WhatsApp where they share the app."),
        Plain(FbAppId, "facebook", null, SettingRules.Id, "Id of the app of fb_app_secret. With it the app asks Meta whether the tokens are valid; unset, each token asks about itself."),
        Secrets(FbVerifyToken, "facebook", "Token of the webhook handshake, chosen by you."),
        Tokens(FbPageAccessToken, "facebook", "Token for calls to the Graph API on behalf of a page and of the Instagram account linked with it.", "PAGE_ID"),
        Secrets(AdsAccessToken, "facebook", "Token that may read the names of ads (ads_read), such as a system user's. Unset: the token of the account that the ad led to."),
        Plain(GraphBaseUrl, "facebook", "https://graph.facebook.com", SettingRules.Address, "Address of Meta's Graph API."),
        Plain(GraphVersion, "facebook", "v26.0", SettingRules.Version, "Version of the Graph API."),
        Ids(FbPageIds, "facebook", "Ids of the pages that are ours, separated by commas. Unset: all."),
        Secrets(InstagramAppSecret, "instagram", "App secret that signs Instagram's webhooks."),
        Tokens(InstagramAccessToken, "instagram", "Token of an Instagram account that has its own login. Unset: the page's token is used.", "ACCOUNT_ID"),
        Plain(InstagramBaseUrl, "instagram", "https://graph.instagram.com", SettingRules.Address, "Address of the Graph API for Instagram accounts with their own login."),
        Ids(InstagramAccountIds, "instagram", "Ids of the Instagram accounts that are ours, separated by commas. Unset: all."),
        Secrets(WhatsAppAppSecret, "whatsapp", "App secret that signs WhatsApp's webhooks."),
        Secrets(WhatsAppVerifyToken, "whatsapp", "Token of the webhook handshake for WhatsApp."),
        Tokens(WhatsAppAccessToken, "whatsapp", "Token for calls to the WhatsApp Cloud API.", "PHONE_NUMBER_ID"),
        Ids(WhatsAppPhoneNumberIds, "whatsapp", "Phone number ids that are ours, separated by commas. Unset: all."),
        Secret(GeminiApiKey, "ai", "Key of the AI assistant."),
        Secrets(AdminKey, "system", "Key that the admin routes want in the header X-Admin-Key."),
        new(ErasureHashKey, "system", true, null, SettingRules.Secrets, "Key of the hashes that remain of erased ids. Unset: made at random at the first erasure. The first of several makes hashes, all recognise them; without the old one erased people come back."),
        Plain(PublicBaseUrl, "system", null, SettingRules.Address, "The address under which Meta and people reach this service, such as https://shop.example."),
        Plain(LeadScoringThreshold, "leads", "75", SettingRules.Hot, "Score from which a lead is hot."),
        Plain(LeadWarmThreshold, "leads", "40", SettingRules.Warm, "Score from which a lead is warm."),
        Plain(LeadLostAfterDays, "leads", "60", SettingRules.Days, "Days without an inbound message after which a lead is lost."),
        Plain(ConversationIdleHours, "leads", "24", SettingRules.Hours, "Hours of silence that end a conversation."),
        Plain(UserInactiveAfterDays, "leads", "90", SettingRules.Days, "Days of silence after which a person counts as inactive."),
        Plain(CourtesyWaits, "leads", "false", SettingRules.Truth, "Whether thanks, an emoji or an ok after an answer wait for another one."),
        Plain(HumanAgent, "replies", "false", SettingRules.Truth, "Whether staff may answer on Messenger and Instagram for 7 days with the tag HUMAN_AGENT. Meta must have approved that feature for the app."),
        Plain(ReplyJoinSeconds, "replies", "0", SettingRules.JoinSeconds, "Seconds within which consecutive texts of one writer become one message. 0: never."),
        Plain(RepliesPerSecond, "replies", "40", SettingRules.PerSecond, "Most replies that one page, account or phone number sends in a second."),
        Plain(WhatsAppRate, "replies", null, SettingRules.Rate, "What Meta bills for a WhatsApp reply, or for a template of category utility or authentication, in the currency of your bill. Unset: the report of sent messages has no costs."),
        Plain(WhatsAppMarketingRate, "replies", null, SettingRules.Rate, "What Meta bills for a WhatsApp template of category marketing, in the currency of your bill."),
        Plain(RetentionDays, "system", null, SettingRules.Days, "Days after which texts and metadata are removed. Unset: kept.") with { Confirmation = SettingRules.ShortRetention },
    ];

    private static readonly Dictionary<string, KnownSetting> ByKey = All.ToDictionary(setting => setting.Key, StringComparer.Ordinal);

    public static KnownSetting? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>The key that is most similar to this one.</summary>
    public static string Nearest(string key)
    {
        var written = key.Trim().ToLowerInvariant().Replace('-', '_');
        return EditDistance.Nearest(written, ByKey.Keys)!;
    }

    private static KnownSetting Secret(string key, string category, string description) =>
        new(key, category, true, null, SettingRules.Secret, description);

    private static KnownSetting Secrets(string key, string category, string description) =>
        new(key, category, true, null, SettingRules.Secrets, description + Rotation);

    private static KnownSetting Tokens(string key, string category, string description, string account) =>
        new(key, category, true, null, SettingRules.Secrets, $"{description} {account}:TOKEN is used for that account only. Several, separated by commas, serve several accounts and rotate.");

    private static KnownSetting Ids(string key, string category, string description) =>
        new(key, category, false, null, SettingRules.Ids, description) { HoldsAnyway = true };

    private static KnownSetting Plain(string key, string category, string? @default, SettingRule rule, string description) =>
        new(key, category, false, @default, rule, description);
}

/// <summary>A setting that Migochat knows.</summary>
/// <param name="Key">Lower-case with underscores; the app setting or environment variable has the same name.</param>
/// <param name="Category"><c>facebook</c>, <c>instagram</c>, <c>whatsapp</c>, <c>ai</c>, <c>leads</c>, <c>replies</c> or <c>system</c>.</param>
/// <param name="IsSensitive">Never shown, logged or audited.</param>
/// <param name="Default">Used if no source has a value.</param>
/// <param name="Rule">A value that breaks it is refused; found in a source, it counts as missing, unless it <see cref="HoldsAnyway"/>.</param>
/// <param name="Description">For the shop's staff.</param>
public sealed record KnownSetting(string Key, string Category, bool IsSensitive, string? Default, SettingRule Rule, string Description)
{
    /// <summary>True if a missing value means "all": a typing error in a list must not admit every account.</summary>
    public bool HoldsAnyway { get; init; }

    /// <summary>The values that the API sets only with a confirmation; null if there are none.</summary>
    public SettingRule? Confirmation { get; init; }

    /// <summary>True if setting this value needs a confirmation.</summary>
    public bool NeedsConfirmation(string value) => Confirmation is { } confirmation && confirmation.Accepts(value.Trim());
}

/// <summary>The allowed values of a setting.</summary>
/// <param name="Sentence">The rule in words, for the sender of another value. Never quotes a value.</param>
/// <param name="Accepts">Gets the trimmed value, at least one character.</param>
public sealed record SettingRule(string Sentence, Func<string, bool> Accepts);
