using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Functions.Health;

/// <summary>Says that the process runs; with <c>?ready</c>, that it can work; with the admin key, how it is.</summary>
public sealed class GetHealth(ServiceHealth health, AdminAccess admin)
{
    [Function(nameof(GetHealth))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var adminKey = request.Headers[AdminAccess.Header];
        if (!request.Query.ContainsKey("ready") && adminKey.Count == 0)
            return TypedResults.Ok(new { status = "ok" });
        if (!health.IsReady())
            return TypedResults.Json(new { status = "unavailable" }, statusCode: 503);
        return await admin.AskAsync(adminKey, cancellationToken) == AdminAnswer.Allowed
            ? TypedResults.Json(new { status = "ok", details = health.Details() }, WireJson.Options)
            : TypedResults.Ok(new { status = "ok" });
    }
}
