using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Privacy;

namespace Migochat.Functions.Privacy;

/// <summary>Shows a person how far their request for deletion is: a page for people, JSON for programs.</summary>
public sealed class GetDeletion(PrivacyCallbacks callbacks, RequestGuard guard)
{
    [Function(nameof(GetDeletion))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "privacy/deletions/{code}")] HttpRequest request,
        string code,
        CancellationToken cancellationToken) =>
        guard.RunOpenAsync(request, () => GetAsync(code, request, cancellationToken));

    private async Task<IResult> GetAsync(string code, HttpRequest request, CancellationToken cancellationToken)
    {
        var status = await callbacks.FindAsync(code, cancellationToken);
        if (AcceptHeader.IsHtml(request))
            return TypedResults.Text(DeletionPage.Html(status), "text/html; charset=utf-8", statusCode: status is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);
        return status is null ? Problems.NotFound("request for deletion") : TypedResults.Json(status, WireJson.Options);
    }
}
