using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Webhooks;

namespace Migochat.Functions.Webhooks;

/// <summary>Shows a dead letter whole.</summary>
public sealed class GetDeadLetter(DeadLetters deadLetters, OperatorAudit audit, RequestGuard guard)
{
    [Function(nameof(GetDeadLetter))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "dead-letters/{id:long}")] HttpRequest request,
        long id,
        CancellationToken cancellationToken) =>
        guard.RunAsAdminAsync(request, () => GetAsync(id, request, cancellationToken), cancellationToken);

    private async Task<IResult> GetAsync(long id, HttpRequest request, CancellationToken cancellationToken) =>
        await audit.RecordAsync(OperatorActionKind.DeadLetterRead, id, request, cancellationToken) && await deadLetters.FindAsync(id, cancellationToken) is { } letter
            ? TypedResults.Json(letter, WireJson.Options)
            : Problems.NotFound("dead letter");
}
