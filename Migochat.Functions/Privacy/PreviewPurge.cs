using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Data;
using Migochat.Privacy;

namespace Migochat.Functions.Privacy;

/// <summary>Counts the rows that the nightly purge would change now. Changes nothing.</summary>
public sealed class PreviewPurge(Purge purge, RequestGuard guard)
{
    [Function(nameof(PreviewPurge))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "privacy/purge")] HttpRequest request,
        CancellationToken cancellationToken) =>
        guard.RunAsAdminAsync(request, () => PreviewAsync(cancellationToken), cancellationToken);

    private async Task<IResult> PreviewAsync(CancellationToken cancellationToken) =>
        TypedResults.Json(await purge.PreviewAsync(cancellationToken), WireJson.Options);
}
