namespace Migochat.LocalHost.Timers;

/// <summary>Runs all timers from start to shutdown, which cancels their runs at once and waits for them.</summary>
internal sealed class TimerHost(IEnumerable<TimerLoop> timers, IHostApplicationLifetime lifetime) : BackgroundService
{
    private readonly Dictionary<string, TimerLoop> _timers = timers.ToDictionary(timer => timer.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Asks for a run of the timer of that name; false if there is none.</summary>
    public bool RunNow(string name)
    {
        if (!_timers.TryGetValue(name, out var timer))
            return false;
        timer.RunNow();
        return true;
    }

    // Services stop one after the other, the server first: without the second token a slow drain would leave timers no time to end.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        await Task.WhenAll(_timers.Values.Select(timer => timer.RunAsync(stopping.Token)));
    }
}
