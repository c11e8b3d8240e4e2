using System.Net;
using Microsoft.Extensions.Configuration;
using Migochat.Settings;
using Migochat.Tests.LocalHost;
using Migochat.Tests.Settings;

namespace Migochat.Tests.Webhooks;

/// <summary>What depends on a secret that may be in a vault that never answered gets 503, since it may still prove right.</summary>
public sealed class UnknownSecretTests
{
    [Fact]
    public async Task A_signature_of_no_known_secret_is_refused_only_once_all_secrets_are_known()
    {
        await using var vault = await TestVault.StartAsync(("whatsapp-app-secret", "of-the-vault"));
        vault.IsDown = true;
        await using var shop = await VaultShop.OpenAsync(vault, ("fb_app_secret", Shop.Secret), ("whatsapp_app_secret", ""), ("instagram_app_secret", ""));
        var delivery = Texts.WhatsApp([Texts.WhatsAppMessage("wamid.1", "201001112223")]).Json();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await shop.SendAsync(delivery, secret: "of-the-vault"));
        Assert.Equal(HttpStatusCode.OK, await shop.SendAsync(Texts.Messenger(Texts.MessengerItem()).Json(), secret: Shop.Secret));
        await AnswerAsync(vault, shop);

        Assert.Equal(HttpStatusCode.OK, await shop.SendAsync(delivery, secret: "of-the-vault"));
        Assert.Equal(HttpStatusCode.Unauthorized, await shop.SendAsync(delivery, secret: "wrong"));
    }

    [Fact]
    public async Task An_admin_key_is_refused_only_once_it_is_known()
    {
        await using var vault = await TestVault.StartAsync(("admin-key", "of-the-vault"));
        vault.IsDown = true;
        await using var shop = await VaultShop.OpenAsync(vault);
        // LocalHost makes a key where none is configured; the Functions host does not.
        shop.Service<IConfiguration>()["admin_key"] = "";
        await shop.Service<SettingsReader>().RefreshAsync(CancellationToken.None);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync("of-the-vault"));
        await AnswerAsync(vault, shop);

        Assert.Equal(HttpStatusCode.OK, await AskAsync("of-the-vault"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("wrong"));

        async Task<HttpStatusCode> AskAsync(string key)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/settings");
            request.Headers.Add("X-Admin-Key", key);
            request.Headers.Add("x-functions-key", RunningHost.MasterKey);
            using var response = await shop.Client.SendAsync(request);
            return response.StatusCode;
        }
    }

    private static async Task AnswerAsync(TestVault vault, Shop shop)
    {
        vault.IsDown = false;
        await shop.AskVaultAsync();
        await shop.Service<SettingsReader>().RefreshAsync(CancellationToken.None);
    }
}
