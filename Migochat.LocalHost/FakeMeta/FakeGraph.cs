using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Migochat.LocalHost.FakeMeta;

/// <summary>
/// A small Graph API on loopback, to try Migochat without Meta: it takes sends and posts their echoes and statuses to the
/// service's webhook, and it invents profiles, lead forms, posts, ads and files. Tests plan its faults and count its calls.
/// </summary>
internal sealed class FakeGraph : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly FakeGraphOptions _options;

    private FakeGraph(FakeGraphOptions options)
    {
        _options = options;
        Webhooks = new FakeWebhooks(options);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        _app = builder.Build();
        _app.Run(ServeAsync);
    }

    public string Url => _app.Urls.Single();

    /// <summary>The settings with which the service calls this and not Meta.</summary>
    public Dictionary<string, string?> Settings => new(StringComparer.OrdinalIgnoreCase)
    {
        ["graph_base_url"] = Url,
        ["instagram_base_url"] = $"{Url}/instagram",
        ["fb_page_access_token"] = "fake-page-token",
        ["instagram_access_token"] = "fake-instagram-token",
        ["whatsapp_access_token"] = "fake-whatsapp-token",
    };

    /// <summary>The clock of the answers and webhooks.</summary>
    public TimeProvider Time
    {
        get => _options.Time;
        set => _options.Time = value;
    }

    public FaultPlan Faults { get; } = new();

    public FakeCalls Calls { get; } = new();

    /// <summary>The sends that were taken, in their order; those of a lost answer too.</summary>
    public ConcurrentQueue<FakeSend> Sends { get; } = new();

    public FakeWebhooks Webhooks { get; }

    /// <summary>Answers of the test's own for GETs, by id.</summary>
    public ConcurrentDictionary<string, JsonObject> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>The ids of the answers to each lead form, by the form's id.</summary>
    public ConcurrentDictionary<string, IReadOnlyList<string>> Forms { get; } = new(StringComparer.Ordinal);

    /// <summary>Tokens that have expired.</summary>
    public ConcurrentDictionary<string, bool> ExpiredTokens { get; } = new(StringComparer.Ordinal);

    public static async Task<FakeGraph> StartAsync(FakeGraphOptions? options = null)
    {
        var graph = new FakeGraph(options ?? new FakeGraphOptions());
        await graph._app.StartAsync();
        return graph;
    }

    public async ValueTask DisposeAsync()
    {
        await Webhooks.DisposeAsync();
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        var call = await ReadAsync(context.Request);
        Calls.Add(call);
        var fault = Faults.Take(call) ?? FakeFault.None;
        if (fault.Delay > TimeSpan.Zero)
            await Task.Delay(fault.Delay, _options.Time, context.RequestAborted);
        var answer = fault.TakesCall ? await AnswerAsync(call, fault) : null;
        if (fault.CutsConnection)
            context.Abort();
        else
            await (fault.Instead ?? answer!).WriteAsync(context.Response);
    }

    private async Task<FakeAnswer> AnswerAsync(FakeCall call, FakeFault fault)
    {
        if (call.Path.StartsWith("/files/", StringComparison.Ordinal))
            return FakeFiles.Download(call);
        if (call.Token.Length == 0 || ExpiredTokens.ContainsKey(call.Token))
            return FakeAnswer.Error(190, 463);
        if (call.Method == HttpMethods.Get)
            return Read(call);
        if (FakeSend.Read(call, _options) is not { } send)
            return FakeAnswer.Error(100);
        Sends.Enqueue(send);
        await Webhooks.AnnounceAsync(send, fault);
        return FakeAnswer.Json(send.Answer);
    }

    private FakeAnswer Read(FakeCall call)
    {
        var id = call.Path.TrimStart('/');
        if (Objects.TryGetValue(id, out var own))
            return FakeAnswer.Json(own.DeepClone().AsObject());
        if (id == "debug_token")
            return FakeAnswer.Json(FakeObjects.Token(_options.Time.GetUtcNow(), isValid: !ExpiredTokens.ContainsKey(call.Query("input_token"))));
        if (id.EndsWith("/message_templates", StringComparison.Ordinal))
            return FakeAnswer.Json(FakeObjects.Templates());
        if (id.EndsWith("/leads", StringComparison.Ordinal))
            return FakeAnswer.Json(FakeObjects.Leads(call, Forms.GetValueOrDefault(id[..^"/leads".Length]) ?? [], Url, _options.Time.GetUtcNow()));
        return FakeObjects.Of(call, id, Url, _options.Time.GetUtcNow());
    }

    private static async Task<FakeCall> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        var path = request.Path.Value!;
        var isInstagram = path.StartsWith("/instagram/", StringComparison.Ordinal);
        if (isInstagram)
            path = path["/instagram".Length..];
        // The version, such as v26.0.
        if (path.StartsWith("/v", StringComparison.Ordinal) && path.IndexOf('/', 1) is > 0 and var slash)
            path = path[slash..];
        var authorization = request.Headers.Authorization.ToString();
        return new FakeCall(
            request.Method,
            path,
            isInstagram,
            authorization.StartsWith("Bearer ", StringComparison.Ordinal) ? authorization["Bearer ".Length..] : "",
            request.Headers.UserAgent.ToString(),
            request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal),
            Body(text));
    }

    private static JsonObject? Body(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            // Answered as a call without a body is: 100.
            return null;
        }
    }
}

/// <summary>How the fake behaves. Times are of <see cref="Time"/>.</summary>
internal sealed class FakeGraphOptions
{
    /// <summary>0: a free one.</summary>
    public int Port { get; init; }

    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>The Instagram account whose page's token calls <c>me</c>.</summary>
    public string LinkedInstagramId { get; init; } = "17841405309211844";

    /// <summary>The times after a send at which it is echoed or sent, delivered and read.</summary>
    public (TimeSpan Sent, TimeSpan Delivered, TimeSpan Read) After { get; init; } = (TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
}
