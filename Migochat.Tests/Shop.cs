using System.Data.Common;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Migochat.Data;
using Migochat.Fetches;
using Migochat.LocalHost.Routing;
using Migochat.Replies;
using Migochat.Scoring;
using Migochat.Settings;
using Migochat.Tests.LocalHost;
using Migochat.Webhooks;

namespace Migochat.Tests;

/// <summary>A whole Migochat on a port of its own, with a real file, as a shop would run it; the clock stands at 2026-03-01 12:00 UTC.</summary>
internal sealed class Shop : IAsyncDisposable
{
    public const string Secret = "fb-secret-of-the-tests";
    public const string WhatsAppSecret = "whatsapp-secret-of-the-tests";
    public const string InstagramSecret = "instagram-secret-of-the-tests";
    public const string VerifyToken = "verify-token-of-the-tests";
    public const string AdminKey = "an-admin-key";

    /// <summary>Those that a host needs, as its environment has them.</summary>
    public static IReadOnlyDictionary<string, string?> Secrets { get; } = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["fb_app_secret"] = Secret,
        ["whatsapp_app_secret"] = WhatsAppSecret,
        ["instagram_app_secret"] = InstagramSecret,
        ["fb_verify_token"] = VerifyToken,
    };

    private static readonly string TimersNamespace = typeof(Migochat.Functions.Timers.MarkInactiveConversations).Namespace!;

    private readonly RunningHost _host;

    private Shop(RunningHost host) => _host = host;

    public HttpClient Client => _host.Client;

    public FakeTimeProvider Time => _host.Time;

    public LogLines Log => _host.Log;

    public T Service<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public static Task<Shop> OpenAsync(params (string Key, string? Value)[] settings) => OpenAsync(withTimers: true, settings);

    /// <param name="withTimers">False: nothing runs by the clock, neither timer functions, nor the refresh of the settings, nor rescoring and fetching after the intake, nor the sending of replies, so that it may jump by days.</param>
    /// <param name="settings">Besides the secrets.</param>
    public static Task<Shop> OpenAsync(bool withTimers, params (string Key, string? Value)[] settings) => OpenAsync(withTimers, _ => { }, settings);

    /// <param name="withTimers">As above.</param>
    /// <param name="services">Replaces some of them.</param>
    /// <param name="settings">Besides the secrets.</param>
    public static async Task<Shop> OpenAsync(bool withTimers, Action<IServiceCollection> services, params (string Key, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?>(Secrets, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in settings)
            all[key] = value;
        return new Shop(await RunningHost.StartAsync(new RunningHost.Setup
        {
            Functions = [.. FunctionCatalogue.AppTypes.Where(type => withTimers || type.Namespace != TimersNamespace)],
            Settings = all,
            Services = collection =>
            {
                if (!withTimers)
                    LeaveOutClockwork(collection);
                services(collection);
            },
        }));
    }

    /// <summary>Opens another instance on the same PostgreSQL database. Ask the first for rows.</summary>
    public Task<Shop> OpenAnotherAsync(bool withTimers = false) =>
        OpenAsync(withTimers, ("ConnectionStrings:Migochat", Service<IConfiguration>().GetConnectionString("Migochat")));

    // A service that is hosted and asked for is registered by a factory of its own type.
    private static void LeaveOutClockwork(IServiceCollection services)
    {
        foreach (var service in services.Where(IsClockwork).ToArray())
            services.Remove(service);
    }

    private static bool IsClockwork(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && service.ImplementationFactory is Func<IServiceProvider, SettingsReader> or Func<IServiceProvider, RescoreNudge> or Func<IServiceProvider, ReplySender> or Func<IServiceProvider, FetchNudge>;

    public async Task<HttpStatusCode> SendAsync(string body, string channel = "meta", string secret = Secret)
    {
        using var response = await PostAsync(Encoding.UTF8.GetBytes(body), Sign(body, secret), channel);
        return response.StatusCode;
    }

    public async Task<HttpResponseMessage> PostAsync(byte[] body, string? signature, string channel = "meta", bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/webhooks/{channel}") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = chunked;
        if (signature is not null)
            request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", signature);
        return await Client.SendAsync(request);
    }

    /// <summary>Calls the API as one who has the keys.</summary>
    /// <returns>The status, and the body where it is JSON.</returns>
    public async Task<(HttpStatusCode Status, JsonNode? Body)> CallAsync(HttpMethod method, string path, string? adminKey = AdminKey)
    {
        using var request = Request(method, path, adminKey);
        using var response = await Client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, body.Length == 0 ? null : JsonNode.Parse(body));
    }

    /// <summary>A request to the API with the keys that it wants.</summary>
    public static HttpRequestMessage Request(HttpMethod method, string path, string? adminKey = AdminKey)
    {
        var request = new HttpRequestMessage(method, $"/api/{path}");
        request.Headers.Add("x-functions-key", RunningHost.DefaultKey);
        if (adminKey is not null)
            request.Headers.Add("X-Admin-Key", adminKey);
        return request;
    }

    /// <summary>A delivery as Meta signs it, to the address that names no channel.</summary>
    public static HttpRequestMessage Delivery(string body, string secret = Secret)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks") { Content = new StringContent(body) };
        request.Headers.Add("X-Hub-Signature-256", Sign(body, secret));
        return request;
    }

    public static string Sign(string body, string secret = Secret) => Sign(Encoding.UTF8.GetBytes(body), secret);

    public static string Sign(byte[] body, string secret = Secret) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    /// <summary>Adds or changes rows as another program would, through the model that every database engine shares.</summary>
    public void Store(Action<MigochatDbContext> change)
    {
        using var context = Service<IDbContextFactory<MigochatDbContext>>().CreateDbContext();
        change(context);
        context.SaveChanges();
    }

    /// <summary>Reads rows through that model.</summary>
    public T Read<T>(Func<MigochatDbContext, T> query)
    {
        using var context = Service<IDbContextFactory<MigochatDbContext>>().CreateDbContext();
        return query(context);
    }

    public string File => Service<IDatabaseEngine>().FilePath!;

    public DbConnection Database() => _host.OpenDatabase();

    /// <inheritdoc cref="RunningHost.LockDatabase"/>
    public IDisposable LockDatabase() => _host.LockDatabase();

    public long Count(string table)
    {
        using var connection = Database();
        return connection.Count(table);
    }

    public Dictionary<string, string?>[] Rows(string sql)
    {
        using var connection = Database();
        return connection.Rows(sql);
    }

    /// <summary>Stops the host as at its end; what is stored can still be read.</summary>
    public Task StopAsync() => _host.StopAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
