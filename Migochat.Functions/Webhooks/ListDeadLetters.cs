using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Webhooks;

namespace Migochat.Functions.Webhooks;

/// <summary>Lists dead letters, newest first, with nothing personal in them.</summary>
public sealed class ListDeadLetters(DeadLetters deadLetters, RequestGuard guard)
{
    [Function(nameof(ListDeadLetters))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "dead-letters")] HttpRequest request,
        CancellationToken cancellationToken) =>
        guard.RunAsAdminAsync(request, query => ListAsync(query, cancellationToken), cancellationToken);

    private async Task<IResult> ListAsync(QueryReader query, CancellationToken cancellationToken)
    {
        var (kind, page) = (query.OneOf<DeadLetterKind>("kind"), query.Page(keys: 1));
        if (query.Problem is { } problem)
            return problem;
        return TypedResults.Json(await deadLetters.ListAsync(kind, page, cancellationToken), WireJson.Options);
    }
}
