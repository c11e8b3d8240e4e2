using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Replies;

namespace Migochat.Functions.Replies;

/// <summary>Queues a reply again that failed, or an uncertain one that nothing confirmed.</summary>
public sealed class RetryReply(OutboxStore store, OutboxList outbox, ReplySender sender, RequestGuard guard)
{
    [Function(nameof(RetryReply))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "outbox/{id:long}/retry")] HttpRequest request,
        long id,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, () => RetryAsync(id, cancellationToken));

    private async Task<IResult> RetryAsync(long id, CancellationToken cancellationToken)
    {
        var isQueued = await store.RetryAsync(id, cancellationToken);
        sender.Nudge();
        return isQueued switch
        {
            null => Problems.NotFound("reply"),
            false => Problems.Conflict("It can't be sent again", "Only a reply that failed can be, and an uncertain one after ten minutes."),
            true => TypedResults.Json(await outbox.FindAsync(id, cancellationToken), WireJson.Options, statusCode: StatusCodes.Status202Accepted),
        };
    }
}
