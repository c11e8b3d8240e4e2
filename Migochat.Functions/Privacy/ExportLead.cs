using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Privacy;

namespace Migochat.Functions.Privacy;

/// <summary>Hands out everything that is held about a lead, as a JSON file.</summary>
public sealed class ExportLead(LeadExport export, OperatorAudit audit, RequestGuard guard)
{
    [Function(nameof(ExportLead))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "leads/{id:long}/export")] HttpRequest request,
        long id,
        CancellationToken cancellationToken) =>
        guard.RunAsAdminAsync(request, () => ExportAsync(id, request, cancellationToken), cancellationToken);

    private async Task<IResult> ExportAsync(long id, HttpRequest request, CancellationToken cancellationToken) =>
        await audit.RecordAsync(OperatorActionKind.LeadExport, id, request, cancellationToken)
        ? TypedResults.Stream(stream => export.WriteAsync(id, stream, cancellationToken), "application/json; charset=utf-8", $"lead-{id}.json")
        : Problems.NotFound("lead");
}
