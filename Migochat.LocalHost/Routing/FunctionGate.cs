using System.Globalization;
using Migochat.Access;
using Migochat.Data;
using Migochat.LocalHost.Keys;
using Migochat.LocalHost.Settings;
using Migochat.Webhooks;

namespace Migochat.LocalHost.Routing;

/// <summary>
/// Does the Functions host's part around every function: 404 for an unknown route (also instead of routing's own 405), 401 without
/// the function's key, 429 after too many failures. An exception that no function caught is logged as an error and answered with 500
/// and an empty body.
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

        var function = context.GetEndpoint()?.Metadata.GetMetadata<FunctionAccess>();
        if (function is null)
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        else if (keys.Open(function.Level, context.Request))
            await RunAsync(context, function);
        else
            Refuse(context, function);
    }

    private async Task RunAsync(HttpContext context, FunctionAccess function)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone: nobody to answer, nothing to mend.
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

    private void Refuse(HttpContext context, FunctionAccess function)
    {
        var refusal = function.IsOfHost && keys.Knows(context.Request) ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized;
        var seconds = failures.Count(context.Request, Credential.FunctionKey);
        context.Response.StatusCode = seconds is null ? refusal : StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = seconds?.ToString(CultureInfo.InvariantCulture);
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
