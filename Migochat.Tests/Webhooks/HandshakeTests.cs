using System.Net;
using Migochat.Settings;
using Migochat.Tests.Settings;

namespace Migochat.Tests.Webhooks;

public sealed class HandshakeTests
{
    private const string Good = "hub.mode=subscribe&hub.verify_token=" + Shop.VerifyToken + "&hub.challenge=1158201444";

    [Theory]
    [InlineData("/api/webhooks")]
    [InlineData("/api/webhooks/whatsapp")]
    [InlineData("/api/webhooks/something-else")]
    public async Task The_right_token_gets_the_challenge_byte_for_byte(string path)
    {
        await using var shop = await Shop.OpenAsync();

        using var response = await shop.Client.GetAsync(new Uri($"{path}?hub.mode=subscribe&hub.verify_token={Shop.VerifyToken}&hub.challenge=%22a%20b%2B%D8%A7%22", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("\"a b+ا\"", await response.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData(Good, 200)]
    [InlineData("hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1", 403)]
    [InlineData("hub.mode=subscribe&hub.verify_token=" + Shop.VerifyToken + "x&hub.challenge=1", 403)]
    [InlineData("hub.mode=unsubscribe&hub.verify_token=" + Shop.VerifyToken + "&hub.challenge=1", 400)]
    [InlineData("hub.verify_token=" + Shop.VerifyToken + "&hub.challenge=1", 400)]
    [InlineData("hub.mode=subscribe&hub.challenge=1", 400)]
    [InlineData("hub.mode=subscribe&hub.verify_token=&hub.challenge=1", 400)]
    [InlineData("hub.mode=subscribe&hub.verify_token=" + Shop.VerifyToken, 400)]
    [InlineData("hub.mode=subscribe&hub.verify_token=" + Shop.VerifyToken + "&hub.challenge=", 400)]
    [InlineData(Good + "&hub.challenge=2", 400)]
    [InlineData(Good + "&hub.mode=subscribe", 400)]
    [InlineData(Good + "&hub.verify_token=" + Shop.VerifyToken, 400)]
    [InlineData("", 400)]
    public async Task Anything_else_is_refused(string query, int expected)
    {
        await using var shop = await Shop.OpenAsync();

        Assert.Equal(expected, (int)(await shop.Client.GetAsync(new Uri("/api/webhooks?" + query, UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Either_of_several_tokens_is_right()
    {
        await using var shop = await Shop.OpenAsync(("fb_verify_token", "old, new"), ("whatsapp_verify_token", "third"));

        foreach (var token in (string[])["old", "new", "third"])
            Assert.Equal(HttpStatusCode.OK, (await shop.Client.GetAsync(new Uri(Good.Replace(Shop.VerifyToken, token, StringComparison.Ordinal).Insert(0, "/api/webhooks?"), UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task While_the_vault_never_answered_a_token_may_still_prove_right()
    {
        await using var vault = await TestVault.StartAsync(("fb-app-secret", Shop.Secret), ("whatsapp-verify-token", "of-the-vault"));
        vault.IsDown = true;
        await using var shop = await VaultShop.OpenAsync(vault);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync("of-the-vault"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(Shop.VerifyToken));
        vault.IsDown = false;
        await shop.AskVaultAsync();
        await shop.Service<SettingsReader>().RefreshAsync(CancellationToken.None);

        Assert.Equal(HttpStatusCode.OK, await AskAsync("of-the-vault"));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync("wrong"));

        async Task<HttpStatusCode> AskAsync(string token)
        {
            using var response = await shop.Client.GetAsync(new Uri("/api/webhooks?" + Good.Replace(Shop.VerifyToken, token, StringComparison.Ordinal), UriKind.Relative));
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task Without_a_configured_token_nothing_is_ever_verified()
    {
        await using var shop = await Shop.OpenAsync(("fb_verify_token", ""));

        Assert.Equal(HttpStatusCode.Forbidden, (await shop.Client.GetAsync(new Uri("/api/webhooks?" + Good, UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await shop.Client.GetAsync(new Uri("/api/webhooks?hub.mode=subscribe&hub.verify_token=&hub.challenge=1", UriKind.Relative))).StatusCode);
    }
}
