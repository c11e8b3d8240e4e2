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
        guard.RunAsync(request, query => ListAsync(query, cancellationToken));

    private async Task<IResult> ListAsync(QueryReader query, CancellationToken cancellationToken)
    {
        var (filter, page) = (MessageFilter.Read(query), query.Page(MessageList.CursorKeys));
        if (query.Problem is { } problem)
            return problem;
        return TypedResults.Json(await messages.ListAsync(filter, page, cancellationToken), WireJson.Options);
    }
}
