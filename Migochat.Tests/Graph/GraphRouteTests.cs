using Migochat.Data;
using Migochat.Graph;
using Migochat.Settings;

namespace Migochat.Tests.Graph;

/// <summary>Which address and which tokens an account is called with.</summary>
public sealed class GraphRouteTests
{
    [Theory]
    [InlineData(Platform.Facebook, "1001", "1001:a,2002:b,c", "", "https://graph.facebook.com/v26.0", "1001", "a")]
    [InlineData(Platform.Facebook, "3003", "1001:a,c,d", "", "https://graph.facebook.com/v26.0", "3003", "c d")]
    [InlineData(Platform.Facebook, "3003", "1001:a", "", "https://graph.facebook.com/v26.0", "3003", "")]
    [InlineData(Platform.Instagram, "9009", "1001:a", "9009:x,y", "https://graph.instagram.com/v26.0", "9009", "x")]
    [InlineData(Platform.Instagram, "9009", "1001:a,9009:b", "8008:x", "https://graph.facebook.com/v26.0", "me", "b")]
    [InlineData(Platform.Instagram, "9009", "1001:a", "", "https://graph.facebook.com/v26.0", "me", "a")]
    [InlineData(Platform.Instagram, "9009", "1001:a,2002:b", "", "https://graph.facebook.com/v26.0", "me", "")]
    public void An_account_uses_its_own_tokens_before_those_of_every_account(
        string platform, string account, string pageTokens, string instagramTokens, string baseUrl, string node, string tokens)
    {
        var route = GraphRoute.Of(Settings((SettingKeys.FbPageAccessToken, pageTokens), (SettingKeys.InstagramAccessToken, instagramTokens)), platform, account);

        Assert.Equal((baseUrl, node, tokens), (route.BaseUrl, route.Node, string.Join(' ', route.Credentials.Select(credential => credential.Token))));
    }

    [Fact]
    public void Only_page_tokens_carry_a_proof_and_one_for_each_secret()
    {
        var settings = Settings((SettingKeys.FbPageAccessToken, "a"), (SettingKeys.WhatsAppAccessToken, "b"), (SettingKeys.FbAppSecret, "one,two"));

        var page = GraphRoute.Of(settings, Platform.Facebook, "1001").Credentials;

        Assert.Equal(2, page.Select(credential => credential.Proof!).Distinct().Count());
        Assert.Equal([new GraphCredential("b", null)], GraphRoute.Of(settings, Platform.WhatsApp, "1001").Credentials);
    }

    [Theory]
    [InlineData(Platform.Facebook, "1001", "ads", "ads", "ads_access_token")]
    [InlineData(Platform.WhatsApp, "5005", "ads", "ads", "ads_access_token")]
    [InlineData(Platform.Facebook, "1001", "", "a", "fb_page_access_token")]
    [InlineData(Platform.Instagram, "9009", "", "a", "ads_access_token")]
    [InlineData(Platform.WhatsApp, "5005", "", "w", "whatsapp_access_token")]
    public void An_ad_is_read_with_the_token_of_ads_else_with_the_accounts(string platform, string account, string adsToken, string token, string setting)
    {
        var settings = Settings(
            (SettingKeys.FbPageAccessToken, "a"), (SettingKeys.InstagramAccessToken, "x"), (SettingKeys.WhatsAppAccessToken, "w"), (SettingKeys.AdsAccessToken, adsToken));

        var route = GraphRoute.OfAd(settings, platform, account);

        Assert.Equal(("https://graph.facebook.com/v26.0", token, setting), (route.BaseUrl, Assert.Single(route.Credentials).Token, route.Setting));
    }

    private static GraphSettings Settings(params (string Key, string Value)[] values) =>
        new SettingsSnapshot(values.ToDictionary(value => value.Key, value => new SettingValue(value.Value, SettingSource.AppSetting))).Graph;
}
