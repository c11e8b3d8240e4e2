using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Functions.Posts;

/// <summary>Removes a post through which nobody came.</summary>
public sealed class DeletePost(PostCatalogue posts, RequestGuard guard)
{
    [Function(nameof(DeletePost))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "posts/{id:long}")] HttpRequest request,
        long id,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, () => DeleteAsync(id, cancellationToken));

    private async Task<IResult> DeleteAsync(long id, CancellationToken cancellationToken) => await posts.RemoveAsync(id, cancellationToken) switch
    {
        RemovalOutcome.Done => TypedResults.NoContent(),
        RemovalOutcome.InUse => Problems.Conflict("This post is in use", "Messages or people came through it, so it stays."),
        _ => Problems.NotFound("post"),
    };
}
