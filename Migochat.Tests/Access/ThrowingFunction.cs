using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Migochat.Tests.Access;

public sealed class ThrowingFunction
{
    [Function("Throw")]
    public static IResult Throw([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request)
    {
        request.HttpContext.Response.Headers["X-Frame-Options"] = "SAMEORIGIN";
        throw new InvalidOperationException($"a secret at {request.Path}");
    }
}
