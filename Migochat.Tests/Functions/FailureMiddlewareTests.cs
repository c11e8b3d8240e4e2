using Microsoft.AspNetCore.Connections;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Migochat.Functions.Hosting;
using Migochat.Tests.LocalHost;

namespace Migochat.Tests.Functions;

/// <summary>What the Functions host learns of a failure.</summary>
public sealed class FailureMiddlewareTests : IDisposable
{
    private readonly LogLines _log = new();
    private readonly ServiceProvider _services;

    public FailureMiddlewareTests() => _services = new ServiceCollection()
        .AddLogging(logging => logging.AddProvider(_log))
        .AddSingleton<FailureMiddleware>()
        .BuildServiceProvider();

    [Fact]
    public async Task The_host_gets_no_message_and_the_log_an_outline()
    {
        var failure = await Assert.ThrowsAsync<FunctionFailedException>(() => RunAsync(
            () => throw new InvalidOperationException("what Karim wrote", new FormatException("his number")), CancellationToken.None));

        Assert.Null(failure.InnerException);
        Assert.DoesNotContain("Karim", failure.ToString(), StringComparison.Ordinal);
        var line = Assert.Single(_log.All);
        Assert.StartsWith("Error: RescoreLeads failed: InvalidOperationException, FormatException", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Karim", line, StringComparison.Ordinal);
        Assert.DoesNotContain("number", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_is_gone_is_no_failure()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        var cancelled = await Assert.ThrowsAsync<OperationCanceledException>(() => RunAsync(() => throw new IOException("what was read"), gone.Token));

        Assert.DoesNotContain("what was read", cancelled.ToString(), StringComparison.Ordinal);
        Assert.Empty(_log.All);
    }

    [Fact]
    public async Task A_reset_is_no_failure_even_before_the_call_is_cancelled()
    {
        await Assert.ThrowsAsync<OperationCanceledException>(() => RunAsync(() => throw new ConnectionResetException("reset"), CancellationToken.None));

        Assert.Empty(_log.All);
    }

    [Fact]
    public async Task A_cancellation_of_something_else_is_a_failure()
    {
        await Assert.ThrowsAsync<FunctionFailedException>(() => RunAsync(() => throw new OperationCanceledException("a slow vault"), CancellationToken.None));

        Assert.Contains("OperationCanceledException", Assert.Single(_log.All), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_around_all_that_the_worker_does()
    {
        using var app = FunctionApp.Build([], services => services.AddLogging(logging => logging.ClearProviders().AddProvider(_log)));
        var pipeline = app.Services.GetRequiredService<FunctionExecutionDelegate>();

        await Assert.ThrowsAsync<FunctionFailedException>(() => pipeline(new Call("RescoreLeads", app.Services)));

        Assert.Contains(_log.Errors, line => line.StartsWith("Error: RescoreLeads failed: ", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _services.Dispose();
        _log.Dispose();
    }

    private Task RunAsync(Action function, CancellationToken cancellationToken) =>
        _services.GetRequiredService<FailureMiddleware>().Invoke(new Call("RescoreLeads", _services, cancellationToken), _ => { function(); return Task.CompletedTask; });
}
