using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Functions.Conversations;

/// <summary>Lists everybody's messages, newest first.</summary>
public sealed class ListMessages(MessageList messages, RequestGuard guard)
{
    [Function(nameof(ListMessages))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "messages")] HttpRequest request,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, () => ListAsync(new QueryReader(request.Query), cancellationToken));

    private async Task<IResult> ListAsync(QueryReader query, CancellationToken cancellationToken)
    {
        var (filter, cursor, limit) = (MessageFilter.Read(query), query.Cursor(MessageList.CursorKeys), query.Limit());
        if (query.Problem is { } problem)
            return problem;
        return TypedResults.Json(await messages.ListAsync(filter, cursor, limit, cancellationToken), WireJson.Options);
    }
}
