using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Data;
using Migochat.Privacy;

namespace Migochat.Functions.Privacy;

/// <summary>Says what the nightly purge would take if it ran now. Changes nothing.</summary>
public sealed class PreviewPurge(Purge purge, RequestGuard gate)
{
    [Function(nameof(PreviewPurge))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "privacy/purge")] HttpRequest request,
        CancellationToken cancellationToken) =>
        gate.RunAsAdminAsync(request, () => PreviewAsync(cancellationToken), cancellationToken);

    private async Task<IResult> PreviewAsync(CancellationToken cancellationToken) =>
        TypedResults.Json(await purge.PreviewAsync(cancellationToken), WireJson.Options);
}
