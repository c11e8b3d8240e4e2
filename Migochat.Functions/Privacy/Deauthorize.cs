using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Http;
using Migochat.Privacy;

namespace Migochat.Functions.Privacy;

/// <summary>Meta's deauthorize callback: a person took the app's permissions away, and said nothing about their data.</summary>
public sealed class Deauthorize(PrivacyCallbacks callbacks, ApiGate gate)
{
    [Function(nameof(Deauthorize))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "privacy/deauthorize")] HttpRequest request,
        CancellationToken cancellationToken) =>
        gate.RunAsync(request, () => DeauthorizeAsync(request, cancellationToken));

    private async Task<IResult> DeauthorizeAsync(HttpRequest request, CancellationToken cancellationToken) =>
        CallbackProblems.Of(await callbacks.DeauthorizeAsync(await FormReader.FieldAsync(request, "signed_request", cancellationToken), cancellationToken))
            ?? TypedResults.Ok();
}
