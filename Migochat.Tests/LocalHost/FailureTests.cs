using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Migochat.Tests.LocalHost;

public sealed class FailureTests
{
    private readonly FailingFunctions.Signals _signals = new();

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task An_exception_is_logged_and_answered_with_an_empty_500(string environment)
    {
        await using var host = await StartAsync(environment);

        using var response = await host.Client.GetAsync("/api/throw");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync());
        var line = Assert.Single(host.Log.Errors);
        Assert.StartsWith("Error: Throw failed: InvalidOperationException", line, StringComparison.Ordinal);
        Assert.Contains(nameof(FailingFunctions.Throw), line, StringComparison.Ordinal);
        Assert.DoesNotContain("a secret", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_after_the_answer_began_breaks_the_connection()
    {
        await using var host = await StartAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => host.Client.GetStringAsync("/api/throwlate"));

        Assert.StartsWith("Error: ThrowLate failed: InvalidOperationException", Assert.Single(host.Log.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_that_is_seen_before_the_request_is_aborted_is_no_error()
    {
        await using var host = await StartAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => host.Client.GetAsync("/api/reset"));

        Assert.Empty(host.Log.Errors);
    }

    [Fact]
    public async Task A_caller_that_hangs_up_cancels_its_function_and_is_no_error()
    {
        await using var host = await StartAsync();
        using var hangUp = new CancellationTokenSource();

        var call = host.Client.GetAsync("/api/wait", hangUp.Token);
        await _signals.Started.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await hangUp.CancelAsync();
        await _signals.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(10));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await host.StopAsync();
        Assert.Empty(host.Log.Errors);
    }

    [Fact]
    public async Task Stopping_lets_requests_in_flight_finish()
    {
        await using var host = await StartAsync();

        var call = host.Client.GetStringAsync("/api/wait");
        await _signals.Started.Task.WaitAsync(TimeSpan.FromSeconds(10));
        var stop = host.StopAsync();
        while (await AnswersAsync(host.Client.BaseAddress!)) await Task.Yield();
        _signals.Release.SetResult();

        Assert.Equal("done GET", await call);
        await stop.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static async Task<bool> AnswersAsync(Uri address)
    {
        try
        {
            using var newcomer = new HttpClient();
            using var response = await newcomer.GetAsync(address);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private Task<RunningHost> StartAsync(string environment = "Production") => RunningHost.StartAsync(new RunningHost.Setup
    {
        Functions = [typeof(FailingFunctions)],
        Args = [$"--environment={environment}"],
        Services = services => services.AddSingleton(_signals),
    });
}
