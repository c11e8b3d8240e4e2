using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Functions.Posts;

/// <summary>Lists the shop's posts, newest first, with how many people each brought.</summary>
public sealed class ListPosts(PostCatalogue posts, RequestGuard guard)
{
    [Function(nameof(ListPosts))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "posts")] HttpRequest request,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, query => ListAsync(query, cancellationToken));

    private async Task<IResult> ListAsync(QueryReader query, CancellationToken cancellationToken)
    {
        var (type, isActive) = (query.OneOf<PostType>("type"), query.Truth("active"));
        var page = query.Page(keys: 1);
        if (query.Problem is { } problem)
            return problem;
        return TypedResults.Json(await posts.ListAsync(type, isActive, page, cancellationToken), WireJson.Options);
    }
}
