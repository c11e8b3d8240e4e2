using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Migochat.Tests.LocalHost;

public sealed class TimerTests
{
    private readonly TimerFunctions.Runs _runs = new();

    [Fact]
    public async Task A_timer_runs_when_its_schedule_says_and_not_before()
    {
        await using var host = await StartAsync(typeof(TimerFunctions));

        host.Time.Advance(TimeSpan.FromSeconds(299));
        Assert.False(_runs.TryNext());
        host.Time.Advance(TimeSpan.FromSeconds(1));
        var timer = await _runs.NextAsync();

        Assert.Equal(1, _runs.Count);
        Assert.False(timer.IsPastDue);
        Assert.Equal(new DateTime(2026, 3, 1, 12, 10, 0, DateTimeKind.Utc), timer.ScheduleStatus!.Next);
    }

    [Fact]
    public async Task An_exception_is_logged_and_the_schedule_goes_on()
    {
        await using var host = await StartAsync(typeof(TimerFunctions));
        _runs.Work = _ => throw new InvalidOperationException("no luck");

        host.Time.Advance(TimeSpan.FromMinutes(5));
        await _runs.NextAsync();
        await AdvanceToNextRunAsync(host);

        Assert.Contains(host.Log.Errors, line => line.StartsWith("Error: Timer Tick failed; its schedule goes on: InvalidOperationException", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log.Errors, line => line.Contains("no luck", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_starts_late_is_told_so()
    {
        await using var host = await StartAsync(typeof(TimerFunctions));

        host.Time.SetUtcNow(host.Time.GetUtcNow().AddHours(3));
        var timer = await _runs.NextAsync();

        Assert.True(timer.IsPastDue);
    }

    [Theory]
    [InlineData("Tick", RunningHost.MasterKey, HttpStatusCode.Accepted)]
    [InlineData("tick", RunningHost.MasterKey, HttpStatusCode.Accepted)]
    [InlineData("Tock", RunningHost.MasterKey, HttpStatusCode.NotFound)]
    [InlineData("Plain", RunningHost.MasterKey, HttpStatusCode.NotFound)]
    [InlineData("Tick", RunningHost.DefaultKey, HttpStatusCode.Forbidden)]
    [InlineData("Tick", null, HttpStatusCode.Unauthorized)]
    public async Task The_master_key_runs_a_timer_now(string name, string? key, HttpStatusCode status)
    {
        await using var host = await StartAsync(typeof(TimerFunctions), typeof(HttpFunctions));

        Assert.Equal(status, await host.StatusAsync($"/admin/functions/{name}", key, HttpMethod.Post));
        if (status == HttpStatusCode.Accepted) await _runs.NextAsync();
        await host.StopAsync();

        Assert.Equal(status == HttpStatusCode.Accepted ? 1 : 0, _runs.Count);
    }

    [Fact]
    public async Task Running_a_timer_wants_a_POST()
    {
        await using var host = await StartAsync(typeof(TimerFunctions));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, await host.StatusAsync("/admin/functions/Tick", RunningHost.MasterKey));
    }

    [Fact]
    public async Task A_timer_never_runs_twice_at_a_time()
    {
        await using var host = await StartAsync(typeof(TimerFunctions));
        var release = new TaskCompletionSource();
        _runs.Work = _ => release.Task;

        await AskAsync(host);
        await _runs.NextAsync();
        await AskAsync(host);
        await AskAsync(host);
        host.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, _runs.Count);
        release.SetResult();
        await _runs.NextAsync();
        await _runs.NextAsync();

        Assert.Equal(1, _runs.MostAtOnce);
        Assert.Equal(3, _runs.Count);
    }

    [Fact]
    public async Task Stopping_cancels_a_run_and_waits_for_it()
    {
        await using var host = await StartAsync(typeof(TimerFunctions));
        var ended = false;
        _runs.Work = async cancellationToken =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Yield();
            ended = true;
        };

        await AskAsync(host);
        await _runs.NextAsync();
        await host.StopAsync().WaitAsync(TimeSpan.FromSeconds(10));

        Assert.True(ended);
        Assert.Empty(host.Log.Errors);
    }

    [Fact]
    public async Task A_timer_may_run_at_the_start()
    {
        await using var host = await StartAsync(typeof(TimerFunctions.AtStart));

        var timer = await _runs.NextAsync();

        Assert.Null(timer.ScheduleStatus);
    }

    [Fact]
    public async Task A_schedule_may_come_from_a_setting()
    {
        await using var host = await RunningHost.StartAsync(Setup(typeof(TimerFunctions.FromSetting)) with { Settings = new(StringComparer.OrdinalIgnoreCase) { ["TickSchedule"] = "*/10 * * * * *" } });

        host.Time.Advance(TimeSpan.FromSeconds(10));

        await _runs.NextAsync();
    }

    [Theory]
    [InlineData(typeof(TimerFunctions.FromSetting), "Timer TickWhenSet: its schedule is in the setting 'TickSchedule', which is missing.")]
    [InlineData(typeof(TimerFunctions.Unreadable), "Timer Never: 'every day' is not a six-field NCRONTAB schedule.")]
    public async Task A_wrong_schedule_stops_the_start(Type timer, string message)
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(timer));

        Assert.Equal(message, refusal.Message);
    }

    private static async Task AskAsync(RunningHost host) =>
        Assert.Equal(HttpStatusCode.Accepted, await host.StatusAsync("/admin/functions/Tick", RunningHost.MasterKey, HttpMethod.Post));

    // The loop waits for the clock again some moment after its run has begun, so one step may come too early.
    private async Task AdvanceToNextRunAsync(RunningHost host)
    {
        var next = _runs.NextAsync();
        while (!next.IsCompleted)
        {
            host.Time.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        await next;
    }

    private Task<RunningHost> StartAsync(params Type[] functions) => RunningHost.StartAsync(Setup(functions));

    private RunningHost.Setup Setup(params Type[] functions) => new() { Functions = functions, Services = services => services.AddSingleton(_runs) };
}
