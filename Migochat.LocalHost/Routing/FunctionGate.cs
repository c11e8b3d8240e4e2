using Microsoft.AspNetCore.Connections;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.LocalHost.Keys;
using Migochat.LocalHost.Settings;
using Migochat.Webhooks;

namespace Migochat.LocalHost.Routing;

/// <summary>
/// Does the Functions host's part around every function: 404 for an unknown route, 405 for a known one with another method, 401
/// without the function's key, 429 after too many failures, each with a problem. An exception that no function caught is logged as
/// an error and answered with 500 and an empty body.
/// </summary>
internal sealed partial class FunctionGate(RequestDelegate next, FunctionKeys keys, SampleGuard guard, FailureLimit failures, ILogger<FunctionGate> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (await guard.RefusesAsync(context))
        {
            await SampleGuard.AnswerAsync(context);
            return;
        }

        if (context.GetEndpoint() is not { } endpoint)
            await Problems.NoSuchAddress.ExecuteAsync(context);
        else if (endpoint.Metadata.GetMetadata<FunctionAccess>() is not { } function)
            await RefuseMethodAsync(context);
        else if (keys.Open(function.Level, context.Request))
            await RunAsync(context, function);
        else
            await Refusal(context, function).ExecuteAsync(context);
    }

    /// <summary>Routing's own endpoint for a known route with another method sets the header Allow.</summary>
    private async Task RefuseMethodAsync(HttpContext context)
    {
        await next(context);
        await Problems.NoSuchMethod(context.Response.Headers.Allow.ToString()).ExecuteAsync(context);
    }

    private async Task RunAsync(HttpContext context, FunctionAccess function)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (
            exception is ConnectionResetException || (exception is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested))
        {
            // A reset can be seen before the request counts as aborted. The caller is gone: nobody to answer, nothing to mend.
            // Otherwise the server would try to read the rest of the body, and log an error because it can't.
            context.Abort();
        }
        catch (BadHttpRequestException exception)
        {
            Fail(context, exception.StatusCode);
        }
        catch (Exception exception)
        {
            LogFailed(function.Name, ExceptionOutline.Whole(exception));
            Fail(context, StatusCodes.Status500InternalServerError);
        }
    }

    private IResult Refusal(HttpContext context, FunctionAccess function)
    {
        var refusal = !function.IsOfHost ? Problems.NoFunctionKey : keys.Knows(context.Request) ? Problems.NotTheMasterKey : Problems.NoMasterKey;
        return failures.Answer(context.Request, Credential.FunctionKey, refusal);
    }

    private static void Fail(HttpContext context, int status)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        context.Response.StatusCode = status;
    }

    [LoggerMessage(1, LogLevel.Error, "{Function} failed: {Fault}")]
    private partial void LogFailed(string function, string fault);
}
