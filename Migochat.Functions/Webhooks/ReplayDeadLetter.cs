using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Webhooks;

namespace Migochat.Functions.Webhooks;

/// <summary>Reads a dead letter again and stores its events if possible.</summary>
public sealed class ReplayDeadLetter(DeadLetters deadLetters, OperatorAudit audit, RequestGuard guard)
{
    [Function(nameof(ReplayDeadLetter))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "dead-letters/{id:long}/replay")] HttpRequest request,
        long id,
        CancellationToken cancellationToken) =>
        guard.RunAsAdminAsync(request, () => ReplayAsync(id, request, cancellationToken), cancellationToken);

    private async Task<IResult> ReplayAsync(long id, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!await audit.RecordAsync(OperatorActionKind.DeadLetterReplay, id, request, cancellationToken))
            return Problems.NotFound("dead letter");
        var answer = await deadLetters.ReplayAsync(id, cancellationToken);
        return answer.Outcome switch
        {
            ReplayOutcome.Gone => Problems.NotFound("dead letter"),
            ReplayOutcome.Unavailable => Problems.Unavailable(request.HttpContext.Response),
            _ => TypedResults.Json(answer, WireJson.Options),
        };
    }
}
