using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Leads;

namespace Migochat.Functions.Leads;

/// <summary>Lists leads, the best or the latest first.</summary>
public sealed class ListLeads(LeadList leads, RequestGuard guard)
{
    [Function(nameof(ListLeads))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "leads")] HttpRequest request,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, query => ListAsync(query, cancellationToken));

    private async Task<IResult> ListAsync(QueryReader query, CancellationToken cancellationToken)
    {
        var (filter, sort) = (LeadFilter.Read(query), query.OneOf<LeadSort>("sort") ?? LeadSort.Score);
        var page = query.Page(LeadList.CursorKeys);
        if (query.Problem is { } problem)
            return problem;
        return TypedResults.Json(await leads.ListAsync(filter, sort, page, cancellationToken), WireJson.Options);
    }
}
