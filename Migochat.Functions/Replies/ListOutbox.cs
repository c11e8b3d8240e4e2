using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Replies;

namespace Migochat.Functions.Replies;

/// <summary>Lists replies and how far each got, newest first.</summary>
public sealed class ListOutbox(OutboxList outbox, RequestGuard guard)
{
    [Function(nameof(ListOutbox))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "outbox")] HttpRequest request,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, query => ListAsync(query, cancellationToken));

    private async Task<IResult> ListAsync(QueryReader query, CancellationToken cancellationToken)
    {
        var (filter, page) = (OutboxFilter.Read(query), query.Page(OutboxList.CursorKeys));
        if (query.Problem is { } problem)
            return problem;
        return TypedResults.Json(await outbox.ListAsync(filter, page, cancellationToken), WireJson.Options);
    }
}
