using Migochat.LocalHost.Keys;
using Migochat.LocalHost.Settings;

namespace Migochat.LocalHost.Routing;

/// <summary>
/// What the Functions host does around every function: 404 for anything that is none (routing's own 405 too), 401 without the
/// function's key, and for an exception that nobody caught a logged error and 500 with an empty body.
/// </summary>
internal sealed partial class FunctionGate(RequestDelegate next, FunctionKeys keys, SampleGuard guard, ILogger<FunctionGate> logger)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (guard.Refuses(context.Request)) return SampleGuard.AnswerAsync(context);
        var function = context.GetEndpoint()?.Metadata.GetMetadata<FunctionAccess>();
        if (function is null) return Answer(context, StatusCodes.Status404NotFound);
        if (!keys.Open(function.Level, context.Request)) return Answer(context, StatusCodes.Status401Unauthorized);
        return RunAsync(context, function);
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
            LogFailed(exception, function.Name);
            Fail(context, StatusCodes.Status500InternalServerError);
        }
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

    private static Task Answer(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    [LoggerMessage(1, LogLevel.Error, "{Function} failed")]
    private partial void LogFailed(Exception exception, string function);
}
