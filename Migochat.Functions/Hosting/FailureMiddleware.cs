using Microsoft.AspNetCore.Connections;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using Migochat.Data;

namespace Migochat.Functions.Hosting;

/// <summary>
/// Keeps exceptions' messages, which can quote a row or a text, out of the Functions host's log. An exception that no function caught
/// is logged by its outline. The host gets another exception without details: it still counts a failed call, and answers 500 with an
/// empty body.
/// </summary>
public sealed partial class FailureMiddleware(ILogger<FailureMiddleware> logger) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (
            exception is ConnectionResetException || (exception is OperationCanceledException or IOException && context.CancellationToken.IsCancellationRequested))
        {
            // A reset can be seen before the call is cancelled. The caller is gone, or the host is stopping: nothing to mend.
            // Otherwise the server would try to read the rest of the body, and log an error because it can't.
            context.GetHttpContext()?.Abort();
            throw new OperationCanceledException(context.CancellationToken);
        }
        catch (Exception exception)
        {
            LogFailed(context.FunctionDefinition.Name, ExceptionOutline.Whole(exception));
            throw new FunctionFailedException();
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{Function} failed: {Fault}")]
    private partial void LogFailed(string function, string fault);
}
