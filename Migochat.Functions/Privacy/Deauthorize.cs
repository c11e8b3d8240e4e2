using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Privacy;

namespace Migochat.Functions.Privacy;

/// <summary>Meta's deauthorize callback: a person took the app's permissions away, and said nothing about their data.</summary>
public sealed class Deauthorize(PrivacyCallbacks callbacks, FailureLimit failures, RequestGuard guard)
{
    [Function(nameof(Deauthorize))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "privacy/deauthorize")] HttpRequest request,
        CancellationToken cancellationToken) =>
        guard.RunOpenAsync(request, () => DeauthorizeAsync(request, cancellationToken));

    private async Task<IResult> DeauthorizeAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var answer = await callbacks.DeauthorizeAsync(await FormReader.FieldAsync(request, "signed_request", cancellationToken), cancellationToken);
        return CallbackProblems.Of(answer, request, failures) ?? TypedResults.Ok();
    }
}
