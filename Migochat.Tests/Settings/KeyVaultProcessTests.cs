using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Migochat.Tests.LocalHost;

namespace Migochat.Tests.Settings;

/// <summary>The program itself with its own credential and client: the app's identity as App Service gives it, then the vault.</summary>
public sealed class KeyVaultProcessTests : IDisposable
{
    private const string IdentityHeader = "header-of-the-tests";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_apps_identity_gets_the_token_and_the_token_the_secret()
    {
        await using var vault = await TestVault.StartAsync(("fb-app-secret", Shop.Secret));
        using var tunnel = new Tunnel(vault.Port);
        var asked = new List<string>();
        await using var identity = await IdentityAsync(asked);
        using var process = Start(new(StringComparer.Ordinal)
        {
            ["KeyVault__Uri"] = $"https://{TestVault.HostName}/",
            ["AZURE_CLIENT_ID"] = "an-identity",
            ["AZURE_TOKEN_CREDENTIALS"] = null,
            ["IDENTITY_ENDPOINT"] = $"{identity.Urls.Single()}/msi/token",
            ["IDENTITY_HEADER"] = IdentityHeader,
            ["HTTPS_PROXY"] = tunnel.Address,
            ["NO_PROXY"] = "127.0.0.1",
            ["SSL_CERT_FILE"] = _folder.Write("vault.pem", TestVault.Certificate.ExportCertificatePem()),
        });
        using var client = new HttpClient { BaseAddress = await HostProcess.ServingAsync(process) };
        var log = process.StandardOutput.ReadToEndAsync();

        // On a slow machine the first refresh may end before everything is loaded; the next one comes by itself.
        while (await SendAsync(client) == HttpStatusCode.ServiceUnavailable)
            await Task.Yield();

        Assert.Equal(HttpStatusCode.OK, await SendAsync(client));
        Assert.All(asked, query => Assert.Contains("client_id=an-identity", query, StringComparison.Ordinal));
        Assert.All(asked, query => Assert.Contains("resource=https://vault.azure.net", Uri.UnescapeDataString(query), StringComparison.Ordinal));
        Assert.NotEmpty(asked);
        HostProcess.Terminate(process);
        var lines = await log;
        Assert.Contains("Key Vault has new, other or no more values for fb_app_secret", lines, StringComparison.Ordinal);
        Assert.DoesNotContain(Shop.Secret, lines, StringComparison.Ordinal);
        Assert.DoesNotContain(TestVault.Token, lines, StringComparison.Ordinal);
    }

    private Process Start(Dictionary<string, string?> environment) => HostProcess.Start(_folder.Path, environment, "--urls=http://127.0.0.1:0");

    private static async Task<HttpStatusCode> SendAsync(HttpClient client)
    {
        var body = Texts.Messenger(Texts.MessengerItem("m_1", "6543210987654321")).Json();
        using var request = Shop.Delivery(body);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>The endpoint through which App Service gives tokens.</summary>
    private static async Task<WebApplication> IdentityAsync(List<string> asked)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(context =>
        {
            if (context.Request.Headers["X-IDENTITY-HEADER"] != IdentityHeader)
                return TestVault.WriteAsync(context, 401, "{}");
            lock (asked)
                asked.Add(context.Request.QueryString.Value!);
            var ends = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
            return TestVault.WriteAsync(context, 200, JsonSerializer.Serialize(new { access_token = TestVault.Token, expires_on = ends, resource = "https://vault.azure.net", token_type = "Bearer" }));
        });
        await app.StartAsync();
        return app;
    }
}
