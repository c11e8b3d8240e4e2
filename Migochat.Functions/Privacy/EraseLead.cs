using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Privacy;

namespace Migochat.Functions.Privacy;

/// <summary>Erases a lead and every row about the person; only a receipt stays.</summary>
public sealed class EraseLead(Eraser eraser, OperatorAudit audit, RequestGuard guard)
{
    [Function(nameof(EraseLead))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "leads/{id:long}")] HttpRequest request,
        long id,
        CancellationToken cancellationToken) =>
        guard.RunAsAdminAsync(request, () => EraseAsync(id, request, cancellationToken), cancellationToken);

    private async Task<IResult> EraseAsync(long id, HttpRequest request, CancellationToken cancellationToken) =>
        await audit.RecordAsync(OperatorActionKind.LeadErasure, id, request, cancellationToken) && await eraser.EraseAsync(id, cancellationToken) is { } receipt
            ? TypedResults.Json(receipt, WireJson.Options)
            : Problems.NotFound("lead");
}
