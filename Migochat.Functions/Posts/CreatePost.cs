using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Functions.Posts;

/// <summary>Enters a post that no event has named yet.</summary>
public sealed class CreatePost(PostCatalogue posts, RequestGuard guard)
{
    [Function(nameof(CreatePost))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "posts")] HttpRequest request,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, () => CreateAsync(request, cancellationToken));

    private async Task<IResult> CreateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await BodyReader.ReadAsync(request, cancellationToken);
        var patch = PostPatch.Read(body, isNew: true);
        if (body.Problem is { } problem)
            return problem;
        return await posts.AddAsync(patch, cancellationToken) is { } made
            ? TypedResults.Json(made, WireJson.Options, statusCode: StatusCodes.Status201Created)
            : Problems.Conflict("This post is there already", "Find its facebook_post_id in the list, and change it with PATCH.");
    }
}
