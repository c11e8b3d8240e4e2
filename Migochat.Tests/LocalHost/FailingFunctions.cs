using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Migochat.Tests.LocalHost;

public sealed class FailingFunctions(FailingFunctions.Signals signals)
{
    [Function("Throw")]
    public static IResult Throw([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) =>
        throw new InvalidOperationException($"a secret at {request.Path}");

    [Function("ThrowLate")]
    public static async Task<IResult> ThrowLate([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request)
    {
        await request.HttpContext.Response.WriteAsync("half an answer");
        await request.HttpContext.Response.Body.FlushAsync();
        throw new InvalidOperationException("too late for a status");
    }

    [Function("Reset")]
    public static IResult Reset([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) =>
        throw new ConnectionResetException($"{request.Method} ended");

    [Function("Wait")]
    public async Task<IResult> Wait([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request, CancellationToken cancellationToken)
    {
        signals.Started.TrySetResult();
        try
        {
            await signals.Release.Task.WaitAsync(cancellationToken);
            return TypedResults.Text($"done {request.Method}");
        }
        catch (OperationCanceledException)
        {
            signals.Cancelled.TrySetResult();
            throw;
        }
    }

    public sealed class Signals
    {
        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
