using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;

namespace Migochat.Tests.LocalHost;

public sealed class LevelFunctions
{
    [Function("anonymous")]
    public static IResult Anonymous([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Answer(request);

    [Function("unsaid")]
    public static IResult Unsaid([HttpTrigger] HttpRequest request) => Answer(request);

    [Function("function")]
    public static IResult Function([HttpTrigger(AuthorizationLevel.Function)] HttpRequest request) => Answer(request);

    [Function("system")]
    public static IResult System([HttpTrigger(AuthorizationLevel.System)] HttpRequest request) => Answer(request);

    [Function("admin-only")]
    public static IResult Admin([HttpTrigger(AuthorizationLevel.Admin)] HttpRequest request) => Answer(request);

    private static ContentHttpResult Answer(HttpRequest request) => TypedResults.Text(request.Method);
}
