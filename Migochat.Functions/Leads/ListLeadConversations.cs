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
        guard.RunAsync(request, () => ListAsync(id, new QueryReader(request.Query), cancellationToken));

    private async Task<IResult> ListAsync(long id, QueryReader query, CancellationToken cancellationToken)
    {
        var (cursor, limit) = (query.Cursor(ConversationList.LeadCursorKeys), query.Limit());
        if (query.Problem is { } problem)
            return problem;
        return await conversations.OfLeadAsync(id, cursor, limit, cancellationToken) is { } page
            ? TypedResults.Json(page, WireJson.Options)
            : Problems.NotFound("lead");
    }
}
