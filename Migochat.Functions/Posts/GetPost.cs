using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Functions.Posts;

/// <summary>Shows a post.</summary>
public sealed class GetPost(PostCatalogue posts, RequestGuard guard)
{
    [Function(nameof(GetPost))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "posts/{id:long}")] HttpRequest request,
        long id,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, () => GetAsync(id, cancellationToken));

    private async Task<IResult> GetAsync(long id, CancellationToken cancellationToken) =>
        await posts.FindAsync(id, cancellationToken) is { } found ? TypedResults.Json(found, WireJson.Options) : Problems.NotFound("post");
}
