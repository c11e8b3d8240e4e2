using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Migochat.Settings;

namespace Migochat.Tests.Settings;

/// <summary>
/// A vault that speaks Key Vault's REST protocol over TLS on loopback: challenge, token, secret. It goes by a vault's name, so
/// that nothing of the client's checks is turned off; only where that name leads to is changed.
/// </summary>
internal sealed class TestVault : TokenCredential, IVaultAccess, IAsyncDisposable
{
    public const string HostName = "shop.vault.azure.net";
    public const string Token = "token-of-the-tests";

    private readonly WebApplication _app;
    private readonly TaskCompletionSource _silent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _asked;

    private TestVault()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(Certificate)));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>By name, with dashes.</summary>
    public ConcurrentDictionary<string, string> Secrets { get; } = new(StringComparer.Ordinal);

    /// <summary>What is answered instead of a secret to who has a token.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    /// <summary>What is done instead of giving a token.</summary>
    public Func<CancellationToken, Task<AccessToken>>? InsteadOfToken { get; set; }

    /// <summary>Whether connections are refused.</summary>
    public bool IsDown { get; set; }

    /// <summary>Whether clients hold its certificate for a good one.</summary>
    public bool IsTrusted { get; set; } = true;

    /// <summary>How often it was asked for a secret by who has a token.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Done once somebody waits for an answer that won't come.</summary>
    public Task Silent => _silent.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public static X509Certificate2 Certificate { get; } = MakeCertificate();

    public int Port => new Uri(_app.Urls.Single()).Port;

    public static async Task<TestVault> StartAsync(params (string Name, string Value)[] secrets)
    {
        var vault = new TestVault();
        foreach (var (name, value) in secrets)
            vault.Secrets[name] = value;
        await vault._app.StartAsync();
        return vault;
    }

    public TokenCredential Credential() => this;

    public SecretClientOptions Options() => new() { Transport = new HttpClientTransport(new HttpClient(Handler())) };

    /// <summary>A token that has run out, so that the client wants another for the next question.</summary>
    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        InsteadOfToken is { } instead ? await instead(cancellationToken) : new AccessToken(Token, TimeProvider.System.GetUtcNow());

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Never answers, which <see cref="Silent"/> tells.</summary>
    public async Task BeSilentAsync(CancellationToken cancellationToken)
    {
        _silent.TrySetResult();
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>As a test finds it that keeps the shop's secret in it.</summary>
    public void Heal()
    {
        (Instead, InsteadOfToken, IsDown, IsTrusted) = (null, null, false, true);
        Secrets["fb-app-secret"] = Shop.Secret;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization != $"Bearer {Token}")
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = """Bearer authorization="https://login.microsoftonline.com/a-tenant", resource="https://vault.azure.net" """.TrimEnd();
            return;
        }

        Interlocked.Increment(ref _asked);
        await (Instead is { } instead ? instead(context) : GiveAsync(context));
    }

    private Task GiveAsync(HttpContext context)
    {
        var name = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries) is ["secrets", var asked] ? asked : "";
        return Secrets.TryGetValue(name, out var value)
            ? WriteAsync(context, 200, JsonSerializer.Serialize(new { value, id = $"https://{HostName}/secrets/{name}/1", attributes = new { enabled = true } }))
            : WriteAsync(context, 404, """{"error":{"code":"SecretNotFound","message":"A secret was not found in this key vault."}}""");
    }

    public static Task WriteAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(json);
    }

    private SocketsHttpHandler Handler() => new()
    {
        ConnectCallback = ConnectAsync,
        PooledConnectionLifetime = TimeSpan.Zero,
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { Certificate },
                RevocationMode = X509RevocationMode.NoCheck,
            },
            RemoteCertificateValidationCallback = (_, _, _, errors) => IsTrusted && errors == SslPolicyErrors.None,
        },
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        Assert.Equal(HostName, context.DnsEndPoint.Host);
        if (IsDown)
            throw new SocketException((int)SocketError.ConnectionRefused);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={HostName}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(HostName);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
