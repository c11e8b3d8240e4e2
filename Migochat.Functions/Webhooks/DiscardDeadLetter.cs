using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Webhooks;

namespace Migochat.Functions.Webhooks;

/// <summary>Removes a dead letter that nobody needs.</summary>
public sealed class DiscardDeadLetter(DeadLetters deadLetters, OperatorAudit audit, RequestGuard guard)
{
    [Function(nameof(DiscardDeadLetter))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "dead-letters/{id:long}")] HttpRequest request,
        long id,
        CancellationToken cancellationToken) =>
        guard.RunAsAdminAsync(request, () => DiscardAsync(id, request, cancellationToken), cancellationToken);

    private async Task<IResult> DiscardAsync(long id, HttpRequest request, CancellationToken cancellationToken) =>
        await audit.RecordAsync(OperatorActionKind.DeadLetterDiscard, id, request, cancellationToken) && await deadLetters.DiscardAsync(id, cancellationToken)
            ? TypedResults.NoContent()
            : Problems.NotFound("dead letter");
}
