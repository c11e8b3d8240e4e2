using System.Security.Cryptography;
using System.Text;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Graph;

/// <summary>A token of the settings. Pure.</summary>
/// <param name="Setting">The key of its setting.</param>
/// <param name="Platform">One of <see cref="Data.Platform"/>.</param>
/// <param name="Account">The account that the setting names with it; null: every account without its own.</param>
/// <param name="Token">Never shown.</param>
internal sealed record KnownToken(string Setting, string Platform, string? Account, string Token)
{
    private static readonly string[] OfPage =
        ["pages_messaging", "pages_manage_metadata", "pages_read_engagement", "pages_read_user_content", "pages_manage_engagement", "leads_retrieval"];

    private static readonly string[] OfLinkedInstagram = ["instagram_basic", "instagram_manage_messages", "instagram_manage_comments"];

    private static readonly string[] OfAds = ["ads_read"];

    private static readonly string[] OfWhatsApp = ["whatsapp_business_messaging", "whatsapp_business_management"];

    /// <summary>All tokens of the settings.</summary>
    public static IReadOnlyList<KnownToken> All(GraphSettings settings) =>
    [
        .. settings.PageTokens.Pairs.Select(pair => new KnownToken(SettingKeys.FbPageAccessToken, Data.Platform.Facebook, pair.Account, pair.Token)),
        .. settings.InstagramTokens.Pairs.Select(pair => new KnownToken(SettingKeys.InstagramAccessToken, Data.Platform.Instagram, pair.Account, pair.Token)),
        .. settings.AdsTokens.Select(token => new KnownToken(SettingKeys.AdsAccessToken, Data.Platform.Facebook, null, token)),
        .. settings.WhatsAppTokens.Pairs.Select(pair => new KnownToken(SettingKeys.WhatsAppAccessToken, Data.Platform.WhatsApp, pair.Account, pair.Token)),
    ];

    /// <summary>Recognises the token without showing it.</summary>
    public string Mark => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Token)))[..16];

    /// <summary>The permissions without which something is refused. An Instagram account's own token can't be asked for them.</summary>
    public IReadOnlyList<string> Needs(GraphSettings settings) => Setting switch
    {
        SettingKeys.WhatsAppAccessToken => OfWhatsApp,
        SettingKeys.AdsAccessToken => OfAds,
        SettingKeys.InstagramAccessToken => [],
        _ => settings.InstagramTokens.Pairs.Count > 0 ? OfPage : [.. OfPage, .. OfLinkedInstagram],
    };

    /// <summary>Leaves out the token, which a record's own text would show.</summary>
    public override string ToString() => Account is null ? Setting : $"{Setting} for {Account}";
}
