using Microsoft.Azure.Functions.Worker;
using Migochat.Data;
using Migochat.Scoring;
using Migochat.Webhooks;

namespace Migochat.LocalHost.Timers;

/// <summary>Runs one timer, when it is due and when it is asked for; being one loop, never twice at a time.</summary>
internal sealed partial class TimerLoop(
    TimerFunction function, TimerSchedule schedule, IServiceScopeFactory scopes, TimeProvider time, ILogger<TimerLoop> logger)
{
    // Task delays have an upper bound, and clocks are set and machines sleep: look at the clock at least this often.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private static readonly TimeSpan Late = TimeSpan.FromMinutes(1);

    private volatile TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _due = schedule.After(time.GetUtcNow());
    private DateTimeOffset _last;

    public string Name => function.Name;

    /// <summary>Asks for a run as soon as none is going on; asking again before it starts changes nothing.</summary>
    public void RunNow() => _asked.TrySetResult();

    /// <summary>Ends, by an <see cref="OperationCanceledException"/>, once <paramref name="stopping"/> is cancelled and the run that it cancels has returned.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        if (function.Trigger.RunOnStartup)
            RunNow();
        while (true)
        {
            stopping.ThrowIfCancellationRequested();
            var wasAsked = await AskedBeforeDueAsync(stopping);
            await RunOnceAsync(wasAsked ? time.GetUtcNow() : _due, stopping);
            if (!wasAsked)
                _due = schedule.After(time.GetUtcNow());
        }
    }

    private async Task<bool> AskedBeforeDueAsync(CancellationToken stopping)
    {
        for (var left = _due - time.GetUtcNow(); left > TimeSpan.Zero && !_asked.Task.IsCompleted; left = _due - time.GetUtcNow())
        {
            var wait = left < LongestWait ? left : LongestWait;
            await _asked.Task.WaitAsync(wait, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stopping.ThrowIfCancellationRequested();
        }

        if (!_asked.Task.IsCompleted)
            return false;
        _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return true;
    }

    private async Task RunOnceAsync(DateTimeOffset occurrence, CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await function.RunAsync(scope.ServiceProvider, Status(occurrence), stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Shutting down: the next start runs it again.
        }
        catch (Exception exception)
        {
            LogFailed(Name, ExceptionOutline.Whole(exception));
        }
    }

    private TimerInfo Status(DateTimeOffset occurrence)
    {
        var now = time.GetUtcNow();
        var status = new ScheduleStatus { Last = _last.UtcDateTime, Next = schedule.After(now).UtcDateTime, LastUpdated = _last.UtcDateTime };
        _last = occurrence;
        return new TimerInfo
        {
            ScheduleStatus = function.Trigger.UseMonitor ? status : null,
            IsPastDue = now - occurrence > Late,
        };
    }

    [LoggerMessage(1, LogLevel.Error, "Timer {Timer} failed; its schedule goes on: {Fault}")]
    private partial void LogFailed(string timer, string fault);
}
