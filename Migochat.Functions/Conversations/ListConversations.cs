using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Functions.Conversations;

/// <summary>Lists conversations: the active ones first, or those that wait for an answer, the longest wait first.</summary>
public sealed class ListConversations(ConversationList conversations, RequestGuard guard)
{
    [Function(nameof(ListConversations))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "conversations")] HttpRequest request,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, query => ListAsync(query, cancellationToken));

    private async Task<IResult> ListAsync(QueryReader query, CancellationToken cancellationToken)
    {
        var (filter, page) = (ConversationFilter.Read(query), query.Page(ConversationList.CursorKeys));
        if (query.Problem is { } problem)
            return problem;
        return TypedResults.Json(await conversations.ListAsync(filter, page, cancellationToken), WireJson.Options);
    }
}
