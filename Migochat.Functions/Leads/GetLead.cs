using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Leads;

namespace Migochat.Functions.Leads;

/// <summary>Shows a lead whole; its ETag is for a change that must not overwrite another's.</summary>
public sealed class GetLead(LeadReader leads, RequestGuard guard)
{
    [Function(nameof(GetLead))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "leads/{id:long}")] HttpRequest request,
        long id,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, () => GetAsync(id, request.HttpContext.Response, cancellationToken));

    private async Task<IResult> GetAsync(long id, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await leads.FindAsync(id, cancellationToken) is not var (lead, etag))
            return Problems.NotFound("lead");
        response.Headers.ETag = etag;
        return TypedResults.Json(lead, WireJson.Options);
    }
}
