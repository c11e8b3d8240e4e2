using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Replies;

namespace Migochat.Functions.Replies;

/// <summary>Queues a message to a lead; the outbox sends it.</summary>
public sealed class SendMessage(ReplyDesk desk, RequestGuard guard)
{
    [Function(nameof(SendMessage))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "leads/{id:long}/messages")] HttpRequest request,
        long id,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, () => QueueAsync(id, request, cancellationToken));

    private async Task<IResult> QueueAsync(long id, HttpRequest request, CancellationToken cancellationToken)
    {
        var (isUsable, key) = ReplyKey.Of(request);
        if (!isUsable)
            return ReplyKey.Refusal;
        var (draft, problem) = ReplyDraft.Read(await BodyReader.ReadAsync(request, cancellationToken));
        if (problem is not null)
            return problem;
        var (reply, refusal) = await desk.WriteAsync(id, draft, key, Actor.Of(request), cancellationToken);
        return refusal ?? TypedResults.Json(reply, WireJson.Options, statusCode: StatusCodes.Status202Accepted);
    }
}
