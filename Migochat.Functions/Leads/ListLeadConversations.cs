using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Functions.Leads;

/// <summary>Lists a lead's conversations, newest first.</summary>
public sealed class ListLeadConversations(ConversationList conversations, RequestGuard guard)
{
    [Function(nameof(ListLeadConversations))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "leads/{id:long}/conversations")] HttpRequest request,
        long id,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, query => ListAsync(id, query, cancellationToken));

    private async Task<IResult> ListAsync(long id, QueryReader query, CancellationToken cancellationToken)
    {
        var page = query.Page(ConversationList.LeadCursorKeys);
        if (query.Problem is { } problem)
            return problem;
        return await conversations.OfLeadAsync(id, page, cancellationToken) is { } found
            ? TypedResults.Json(found, WireJson.Options)
            : Problems.NotFound("lead");
    }
}
