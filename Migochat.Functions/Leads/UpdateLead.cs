using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Leads;

namespace Migochat.Functions.Leads;

/// <summary>Changes the fields of a lead that staff decide; automation does not change a field that they set.</summary>
public sealed class UpdateLead(LeadEditor editor, LeadReader leads, RequestGuard guard)
{
    [Function(nameof(UpdateLead))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "patch", Route = "leads/{id:long}")] HttpRequest request,
        long id,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, () => UpdateAsync(id, request, cancellationToken));

    private async Task<IResult> UpdateAsync(long id, HttpRequest request, CancellationToken cancellationToken)
    {
        var (patch, problem) = LeadPatch.Read(await BodyReader.ReadAsync(request, cancellationToken));
        if (problem is not null)
            return problem;
        if (IfMatch.Of(request) is not { } ifMatch)
            return Problems.BadHeader("If-Match", "Send * or ETags in their quotes, separated by commas.");
        return await editor.ChangeAsync(id, patch, ifMatch, Actor.Of(request), cancellationToken) switch
        {
            LeadEditOutcome.Gone => Problems.NotFound("lead"),
            LeadEditOutcome.Stale => Problems.Stale,
            LeadEditOutcome.NeedsReason => Problems.RefusedField(
                "reason", "This move needs a reason", "Send reason too: backwards, to lost and to unqualified nobody is moved without one."),
            _ => await AnswerAsync(id, request.HttpContext.Response, cancellationToken),
        };
    }

    private async Task<IResult> AnswerAsync(long id, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await leads.FindAsync(id, cancellationToken) is not var (lead, etag))
            return Problems.NotFound("lead");
        response.Headers.ETag = etag;
        return TypedResults.Json(lead, WireJson.Options);
    }
}
