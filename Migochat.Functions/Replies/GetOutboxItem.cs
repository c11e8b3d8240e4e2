using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Replies;

namespace Migochat.Functions.Replies;

/// <summary>Shows one reply and how far it got.</summary>
public sealed class GetOutboxItem(OutboxList outbox, RequestGuard guard)
{
    [Function(nameof(GetOutboxItem))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "outbox/{id:long}")] HttpRequest request,
        long id,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, async () => await outbox.FindAsync(id, cancellationToken) is { } reply
            ? TypedResults.Json(reply, WireJson.Options)
            : Problems.NotFound("reply"));
}
