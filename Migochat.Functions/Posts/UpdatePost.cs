using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Functions.Posts;

/// <summary>Changes a post; from then on events fill nothing of it.</summary>
public sealed class UpdatePost(PostCatalogue posts, RequestGuard guard)
{
    [Function(nameof(UpdatePost))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "patch", Route = "posts/{id:long}")] HttpRequest request,
        long id,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, () => UpdateAsync(id, request, cancellationToken));

    private async Task<IResult> UpdateAsync(long id, HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await BodyReader.ReadAsync(request, cancellationToken);
        var patch = PostPatch.Read(body, isNew: false);
        if (body.Problem is { } problem)
            return problem;
        return await posts.ChangeAsync(id, patch, cancellationToken) is { } changed
            ? TypedResults.Json(changed, WireJson.Options)
            : Problems.NotFound("post");
    }
}
