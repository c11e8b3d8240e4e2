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
        guard.RunAsAdminAsync(request, () => ListAsync(new QueryReader(request.Query), cancellationToken), cancellationToken);

    private async Task<IResult> ListAsync(QueryReader query, CancellationToken cancellationToken)
    {
        var (kind, cursor, limit) = (query.OneOf<DeadLetterKind>("kind"), query.Cursor(keys: 1), query.Limit());
        if (query.Problem is { } problem)
            return problem;
        return TypedResults.Json(await deadLetters.ListAsync(kind, cursor?[0], limit, cancellationToken), WireJson.Options);
    }
}
