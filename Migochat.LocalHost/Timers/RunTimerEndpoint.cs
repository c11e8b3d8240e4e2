using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Migochat.Api;
using Migochat.LocalHost.Routing;

namespace Migochat.LocalHost.Timers;

/// <summary><c>POST /admin/functions/{name}</c>: runs a timer now, in the background. 202, or 404 for an unknown name; wants the master key.</summary>
internal static class RunTimerEndpoint
{
    private const string Name = "RunTimer";

    public static Endpoint For(TimerHost timers) => new RouteEndpoint(
        context => AnswerAsync(context, timers),
        RoutePatternFactory.Parse("admin/functions/{name}"),
        order: 0,
        new EndpointMetadataCollection(new FunctionAccess(Name, AuthorizationLevel.Admin, IsOfHost: true), new HttpMethodMetadata([HttpMethods.Post])),
        Name);

    private static Task AnswerAsync(HttpContext context, TimerHost timers)
    {
        IResult answer = timers.RunNow((string)context.Request.RouteValues["name"]!)
            ? TypedResults.StatusCode(StatusCodes.Status202Accepted)
            : Problems.NotFound("timer");
        return answer.ExecuteAsync(context);
    }
}
