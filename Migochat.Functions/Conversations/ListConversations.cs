using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Functions.Conversations;

/// <summary>Lists conversations: the active ones first, or who waits longest for an answer.</summary>
public sealed class ListConversations(ConversationList conversations, RequestGuard gate)
{
    [Function(nameof(ListConversations))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "conversations")] HttpRequest request,
        CancellationToken cancellationToken) =>
        gate.RunAsync(request, () => ListAsync(new QueryReader(request.Query), cancellationToken));

    private async Task<IResult> ListAsync(QueryReader query, CancellationToken cancellationToken)
    {
        var (filter, cursor, limit) = (ConversationFilter.Read(query), query.Cursor(ConversationList.CursorKeys), query.Limit());
        if (query.Problem is { } problem)
            return problem;
        return TypedResults.Json(await conversations.ListAsync(filter, cursor, limit, cancellationToken), WireJson.Options);
    }
}
