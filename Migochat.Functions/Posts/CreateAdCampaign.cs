using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Functions.Posts;

/// <summary>Enters an ad campaign that no event has named yet.</summary>
public sealed class CreateAdCampaign(AdCampaignCatalogue ads, RequestGuard guard)
{
    [Function(nameof(CreateAdCampaign))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "ad-campaigns")] HttpRequest request,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, () => CreateAsync(request, cancellationToken));

    private async Task<IResult> CreateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await BodyReader.ReadAsync(request, cancellationToken);
        var patch = AdCampaignPatch.Read(body, isNew: true);
        if (body.Problem is { } problem)
            return problem;
        return await ads.AddAsync(patch, cancellationToken) is { } made
            ? TypedResults.Json(made, WireJson.Options, statusCode: StatusCodes.Status201Created)
            : Problems.Conflict("This ad campaign is there already", "Find its facebook_ad_id in the list, and change it with PATCH.");
    }
}
