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
        guard.RunAsync(request, () => ListAsync(id, new QueryReader(request.Query), cancellationToken));

    private async Task<IResult> ListAsync(long id, QueryReader query, CancellationToken cancellationToken)
    {
        var (cursor, limit) = (query.Cursor(ActivityList.CursorKeys), query.Limit());
        if (query.Problem is { } problem)
            return problem;
        return await activities.ListAsync(id, cursor, limit, cancellationToken) is { } page
            ? TypedResults.Json(page, WireJson.Options)
            : Problems.NotFound("lead");
    }
}
