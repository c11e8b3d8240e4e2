using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Functions.Posts;

/// <summary>Shows an ad campaign.</summary>
public sealed class GetAdCampaign(AdCampaignCatalogue ads, RequestGuard guard)
{
    [Function(nameof(GetAdCampaign))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "ad-campaigns/{id:long}")] HttpRequest request,
        long id,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, () => GetAsync(id, cancellationToken));

    private async Task<IResult> GetAsync(long id, CancellationToken cancellationToken) =>
        await ads.FindAsync(id, cancellationToken) is { } found ? TypedResults.Json(found, WireJson.Options) : Problems.NotFound("ad campaign");
}
