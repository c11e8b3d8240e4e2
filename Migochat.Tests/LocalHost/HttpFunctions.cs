using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;

namespace Migochat.Tests.LocalHost;

public sealed class HttpFunctions(TimeProvider time)
{
    private readonly Guid _instance = Guid.NewGuid();

    [Function("Plain")]
    public static IResult Plain([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        TypedResults.Text($"plain {request.Method}");

    [Function("AnyMethod")]
    public static IResult AnyMethod([HttpTrigger(AuthorizationLevel.Anonymous, Route = "any")] HttpRequest request) =>
        TypedResults.Text(request.Method);

    [Function("ReadThing")]
    public static async Task<Results<Ok<string>, NoContent>> ReadThing(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id:long}")] HttpRequest request, long id, CancellationToken cancellationToken)
    {
        await request.Body.CopyToAsync(Stream.Null, cancellationToken);
        return id == 0 ? TypedResults.NoContent() : TypedResults.Ok($"thing {id}");
    }

    [Function("ChangeThing")]
    public static IResult ChangeThing([HttpTrigger(AuthorizationLevel.Anonymous, "patch", "put", Route = "things/{id}")] HttpRequest request, string id) =>
        TypedResults.Text($"{request.Method} {id}");

    [Function("Hook")]
    public static IResult Hook([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "hooks/{channel?}")] HttpRequest request, string? channel) =>
        TypedResults.Text($"{request.Method} {channel ?? "none"}");

    [Function("Clock")]
    public IResult Clock([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        TypedResults.Text($"{time.GetUtcNow():O}{request.Path.Value?[..0]}");

    [Function("Instance")]
    public IResult Instance([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        TypedResults.Text($"{_instance}{request.Path.Value?[..0]}");

    [Function("CountBytes")]
    public static async Task<IResult> CountBytes([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "bytes")] HttpRequest request, CancellationToken cancellationToken)
    {
        var count = 0L;
        var buffer = new byte[81920];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is > 0 and var read) count += read;
        return TypedResults.Text($"{count}");
    }
}
