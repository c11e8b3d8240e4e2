using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Functions.Posts;

/// <summary>Lists the shop's ad campaigns, newest first, with how many people each brought.</summary>
public sealed class ListAdCampaigns(AdCampaignCatalogue ads, RequestGuard guard)
{
    [Function(nameof(ListAdCampaigns))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "ad-campaigns")] HttpRequest request,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, query => ListAsync(query, cancellationToken));

    private async Task<IResult> ListAsync(QueryReader query, CancellationToken cancellationToken)
    {
        var status = query.Text("status");
        var page = query.Page(keys: 1);
        if (query.Problem is { } problem)
            return problem;
        return TypedResults.Json(await ads.ListAsync(status, page, cancellationToken), WireJson.Options);
    }
}
