using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Migochat.Scoring;

/// <summary>Rescores in the background what the intake touched, about a second later and all of it at once.</summary>
internal sealed partial class RescoreNudge(BackgroundRescorer rescorer, TimeProvider time, ILogger<RescoreNudge> logger) : BackgroundService
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _nudges = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Tells that leads are due. Never waits.</summary>
    public void Nudge() => _nudges.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in _nudges.Reader.ReadAllAsync(stoppingToken))
        {
            await Task.Delay(Pause, time, stoppingToken);
            _nudges.Reader.TryRead(out var _);
            try
            {
                await rescorer.RunAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Unhandled it would end the host, webhooks and all.
                NotRescored(logger, ExceptionOutline.Whole(exception));
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Leads could not be rescored after the intake; the timer does it: {Error}")]
    private static partial void NotRescored(ILogger logger, string error);
}
