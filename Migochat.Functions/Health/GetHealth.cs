using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Health;

namespace Migochat.Functions.Health;

/// <summary>Says that the process runs; with <c>?ready</c>, that it can work; with the admin key, how it is.</summary>
public sealed class GetHealth(ServiceHealth health, AdminAccess admin, FailureLimit failures)
{
    [Function(nameof(GetHealth))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = new QueryReader(request);
        var asksReady = query.Has("ready");
        if (query.Problem is { } problem)
            return problem;
        var isAdmin = await IsAdminAsync(request, cancellationToken);
        var whyNot = isAdmin ? await health.WhyNotReadyAsync(cancellationToken)
            : asksReady ? await health.LastWhyNotReadyAsync(cancellationToken)
            : null;
        if (whyNot is not null)
            return TypedResults.Json(new { status = "unavailable", reason = whyNot }, statusCode: 503);
        return isAdmin
            ? TypedResults.Json(new { status = "ok", details = await health.DetailsAsync(cancellationToken) }, WireJson.Options)
            : TypedResults.Ok(new { status = "ok" });
    }

    // A wrong key is counted and otherwise passed over: a probe that sends an old one must not take the service out of use.
    private async Task<bool> IsAdminAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var key = request.Headers[AdminAccess.Header];
        if (key.Count == 0)
            return false;
        var answer = await admin.AskAsync(key, cancellationToken);
        if (answer == AdminAnswer.WrongKey)
            failures.Count(request, Credential.AdminKey);
        return answer == AdminAnswer.Allowed;
    }
}
