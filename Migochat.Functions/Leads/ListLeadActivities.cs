using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Leads;

namespace Migochat.Functions.Leads;

/// <summary>Lists a lead's audit trail, newest first.</summary>
public sealed class ListLeadActivities(ActivityList activities, RequestGuard guard)
{
    [Function(nameof(ListLeadActivities))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "leads/{id:long}/activities")] HttpRequest request,
        long id,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, query => ListAsync(id, query, cancellationToken));

    private async Task<IResult> ListAsync(long id, QueryReader query, CancellationToken cancellationToken)
    {
        var page = query.Page(ActivityList.CursorKeys);
        if (query.Problem is { } problem)
            return problem;
        return await activities.ListAsync(id, page, cancellationToken) is { } found
            ? TypedResults.Json(found, WireJson.Options)
            : Problems.NotFound("lead");
    }
}
