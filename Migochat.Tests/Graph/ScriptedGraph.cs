using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Migochat.Tests.Graph;

/// <summary>A Graph API on loopback that gives the answers of a script and keeps the calls it saw.</summary>
internal sealed class ScriptedGraph : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedGraph()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public ConcurrentQueue<GraphCall> Calls { get; } = new();

    /// <summary>Answers a call; the body was read before.</summary>
    public Func<HttpContext, GraphCall, Task> Answer { get; set; } = (context, _) => JsonAsync(context, 200, """{"recipient_id":"7130","message_id":"m_1"}""");

    public string Url => _app.Urls.Single();

    public static async Task<ScriptedGraph> StartAsync()
    {
        var graph = new ScriptedGraph();
        await graph._app.StartAsync();
        return graph;
    }

    /// <summary>Gives every call this answer.</summary>
    public void Always(int status, string json, params (string Name, string Value)[] headers) =>
        Answer = (context, _) => JsonAsync(context, status, json, headers);

    public static async Task JsonAsync(HttpContext context, int status, string json, params (string Name, string Value)[] headers)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        await context.Response.WriteAsync(json);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var call = new GraphCall(
            context.Request.Method, context.Request.Path, context.Request.QueryString.Value!, context.Request.Headers.Authorization.ToString(), body.Length == 0 ? null : JsonNode.Parse(body));
        Calls.Enqueue(call);
        await Answer(context, call);
    }
}

/// <summary>A call as the Graph API saw it.</summary>
internal sealed record GraphCall(string Method, string Path, string Query, string Authorization, JsonNode? Body);
