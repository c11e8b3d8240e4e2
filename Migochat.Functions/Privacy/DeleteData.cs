using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Privacy;

namespace Migochat.Functions.Privacy;

/// <summary>Meta's data deletion callback: erases a person at their own request.</summary>
public sealed class DeleteData(PrivacyCallbacks callbacks, FailureLimit failures, RequestGuard guard)
{
    [Function(nameof(DeleteData))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "privacy/data-deletion")] HttpRequest request,
        CancellationToken cancellationToken) =>
        guard.RunOpenAsync(request, () => DeleteAsync(request, cancellationToken));

    private async Task<IResult> DeleteAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var (answer, deletion) = await callbacks.DeleteAsync(await FormReader.FieldAsync(request, "signed_request", cancellationToken), cancellationToken);
        return CallbackProblems.Of(answer, request, failures)
            ?? TypedResults.Json(deletion, WireJson.Options);
    }
}
