using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Leads;
using Migochat.Messaging;

namespace Migochat.Functions.Conversations;

/// <summary>Closes a conversation that needs no answer.</summary>
public sealed class UpdateConversation(ConversationCloser closer, ConversationList conversations, RequestGuard guard)
{
    [Function(nameof(UpdateConversation))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "patch", Route = "conversations/{id:long}")] HttpRequest request,
        long id,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, () => UpdateAsync(id, request, cancellationToken));

    private async Task<IResult> UpdateAsync(long id, HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await BodyReader.ReadAsync(request, cancellationToken);
        var waiting = body.Truth("waiting");
        body.Require(waiting, "waiting");
        if (body.Problem is { } problem)
            return problem;
        if (waiting.Value is true)
            return Problems.RefusedField("waiting", "Nobody can be made to wait", "Send false; a conversation waits again from the next message that wants an answer.");
        return await closer.CloseAsync(id, Actor.Of(request), cancellationToken) && await conversations.FindAsync(id, cancellationToken) is { } item
            ? TypedResults.Json(item, WireJson.Options)
            : Problems.NotFound("conversation");
    }
}
