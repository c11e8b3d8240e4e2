using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Functions.Posts;

/// <summary>Removes an ad campaign through which nobody came.</summary>
public sealed class DeleteAdCampaign(AdCampaignCatalogue ads, RequestGuard guard)
{
    [Function(nameof(DeleteAdCampaign))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "ad-campaigns/{id:long}")] HttpRequest request,
        long id,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, () => DeleteAsync(id, cancellationToken));

    private async Task<IResult> DeleteAsync(long id, CancellationToken cancellationToken) => await ads.RemoveAsync(id, cancellationToken) switch
    {
        RemovalOutcome.Done => TypedResults.NoContent(),
        RemovalOutcome.InUse => Problems.Conflict("This ad campaign is in use", "Messages or people came through it, so it stays."),
        _ => Problems.NotFound("ad campaign"),
    };
}
