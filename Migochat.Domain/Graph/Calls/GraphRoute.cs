using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Graph;

/// <summary>Where an account is called, and with what. Pure.</summary>
/// <param name="BaseUrl">With the version.</param>
/// <param name="Node">The node that sends: the account's id, or <c>me</c> for an Instagram account that is reached through its page.</param>
/// <param name="Credentials">Empty: no token is configured.</param>
/// <param name="Setting">The key of the setting that has the token, or would have it.</param>
internal sealed record GraphRoute(string BaseUrl, string Node, IReadOnlyList<GraphCredential> Credentials, string Setting)
{
    /// <param name="settings">The present ones.</param>
    /// <param name="platform">One of <see cref="Platform"/>.</param>
    /// <param name="account">The page, Instagram account or phone number id.</param>
    public static GraphRoute Of(GraphSettings settings, string platform, string account) => platform switch
    {
        Platform.WhatsApp => new(
            $"{settings.BaseUrl}/{settings.Version}", account, GraphCredential.All(settings.WhatsAppTokens.For(account), []), SettingKeys.WhatsAppAccessToken),
        Platform.Instagram when settings.InstagramTokens.For(account) is { Count: > 0 } tokens => new(
            $"{settings.InstagramBaseUrl}/{settings.Version}", account, GraphCredential.All(tokens, []), SettingKeys.InstagramAccessToken),
        Platform.Instagram => new(
            $"{settings.BaseUrl}/{settings.Version}", "me", OfLinkedPage(settings, account), SettingKeys.InstagramAccessToken),
        _ => new(
            $"{settings.BaseUrl}/{settings.Version}", account, GraphCredential.All(settings.PageTokens.For(account), settings.AppSecrets), SettingKeys.FbPageAccessToken),
    };

    /// <summary>The same for reading an ad. An Instagram account's own login reads no ads, so its page's token is used.</summary>
    public static GraphRoute OfAd(GraphSettings settings, string platform, string account)
    {
        var address = $"{settings.BaseUrl}/{settings.Version}";
        if (settings.AdsTokens.Count > 0)
            return new(address, account, GraphCredential.All(settings.AdsTokens, settings.AppSecrets), SettingKeys.AdsAccessToken);
        return platform == Platform.Instagram
            ? new(address, account, OfLinkedPage(settings, account), SettingKeys.AdsAccessToken)
            : Of(settings, platform, account);
    }

    /// <summary>The token named for the Instagram account, or for every account; else the only page's token.</summary>
    private static IReadOnlyList<GraphCredential> OfLinkedPage(GraphSettings settings, string account)
    {
        var tokens = settings.PageTokens.For(account);
        if (tokens.Count == 0 && settings.PageTokens.Accounts.Take(2).ToList() is [var page])
            tokens = settings.PageTokens.For(page);
        return GraphCredential.All(tokens, settings.AppSecrets);
    }
}
