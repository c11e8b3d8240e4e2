using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Webhooks;

namespace Migochat.Functions.Webhooks;

/// <summary>Reads a dead letter again and stores what can be stored now.</summary>
public sealed class ReplayDeadLetter(DeadLetters letters, RequestGuard gate)
{
    [Function(nameof(ReplayDeadLetter))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "dead-letters/{id:long}/replay")] HttpRequest request,
        long id,
        CancellationToken cancellationToken) =>
        gate.RunAsAdminAsync(request, () => ReplayAsync(id, request.HttpContext.Response, cancellationToken), cancellationToken);

    private async Task<IResult> ReplayAsync(long id, HttpResponse response, CancellationToken cancellationToken)
    {
        var answer = await letters.ReplayAsync(id, cancellationToken);
        return answer.Outcome switch
        {
            ReplayOutcome.Gone => Problems.NotFound("dead letter"),
            ReplayOutcome.Unavailable => Problems.Unavailable(response),
            _ => TypedResults.Json(answer, WireJson.Options),
        };
    }
}
