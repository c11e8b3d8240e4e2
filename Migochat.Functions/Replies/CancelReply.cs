using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Replies;

namespace Migochat.Functions.Replies;

/// <summary>Takes a reply back that waits, or gives an uncertain one up.</summary>
public sealed class CancelReply(OutboxStore store, OutboxList outbox, RequestGuard guard)
{
    [Function(nameof(CancelReply))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "outbox/{id:long}")] HttpRequest request,
        long id,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, () => CancelAsync(id, cancellationToken));

    private async Task<IResult> CancelAsync(long id, CancellationToken cancellationToken) => await store.CancelAsync(id, cancellationToken) switch
    {
        null => Problems.NotFound("reply"),
        false => Problems.Conflict("It can't be taken back", "Only a reply that is queued can be, and an uncertain one after ten minutes."),
        true => TypedResults.Json(await outbox.FindAsync(id, cancellationToken), WireJson.Options),
    };
}
