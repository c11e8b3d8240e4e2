using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Functions.Posts;

/// <summary>Changes an ad campaign; from then on events fill nothing of it.</summary>
public sealed class UpdateAdCampaign(AdCampaignCatalogue ads, RequestGuard guard)
{
    [Function(nameof(UpdateAdCampaign))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "patch", Route = "ad-campaigns/{id:long}")] HttpRequest request,
        long id,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, () => UpdateAsync(id, request, cancellationToken));

    private async Task<IResult> UpdateAsync(long id, HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await BodyReader.ReadAsync(request, cancellationToken);
        var patch = AdCampaignPatch.Read(body, isNew: false);
        if (body.Problem is { } problem)
            return problem;
        return await ads.ChangeAsync(id, patch, cancellationToken) is { } changed
            ? TypedResults.Json(changed, WireJson.Options)
            : Problems.NotFound("ad campaign");
    }
}
