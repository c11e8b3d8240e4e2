using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Functions.Leads;

/// <summary>Lists a lead's messages, newest first.</summary>
public sealed class ListLeadMessages(MessageList messages, RequestGuard guard)
{
    [Function(nameof(ListLeadMessages))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "leads/{id:long}/messages")] HttpRequest request,
        long id,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, query => ListAsync(id, query, cancellationToken));

    private async Task<IResult> ListAsync(long id, QueryReader query, CancellationToken cancellationToken)
    {
        var page = query.Page(MessageList.CursorKeys);
        if (query.Problem is { } problem)
            return problem;
        return await messages.OfLeadAsync(id, page, cancellationToken) is { } found
            ? TypedResults.Json(found, WireJson.Options)
            : Problems.NotFound("lead");
    }
}
