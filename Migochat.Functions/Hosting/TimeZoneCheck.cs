using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Migochat.Scoring;

namespace Migochat.Functions.Hosting;

/// <summary>Says at the start if the system lacks the time zone of the shops. The health check then answers 503.</summary>
internal sealed partial class TimeZoneCheck(ILogger<TimeZoneCheck> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (CairoTime.Refusal is { } refusal)
            LogRefusal(refusal);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Error, "{Reason}")]
    private partial void LogRefusal(string reason);
}
