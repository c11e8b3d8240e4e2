using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Api;
using Migochat.Data;

namespace Migochat.Functions.Health;

/// <summary>Describes the API to programs.</summary>
public sealed class GetOpenApi
{
    [Function(nameof(GetOpenApi))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "openapi.json")] HttpRequest request) =>
        TypedResults.Bytes(OpenApiDocument.Read(), "application/json");
}
