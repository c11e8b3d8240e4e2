using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Migochat.Data;

namespace Migochat.Fetches;

/// <summary>Fetches in the background, about a second after the intake has stored something.</summary>
public sealed partial class FetchNudge(Fetcher fetcher, TimeProvider time, ILogger<FetchNudge> logger) : BackgroundService
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _nudges = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Reports that there may be something to fetch. Never waits.</summary>
    public void Nudge() => _nudges.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in _nudges.Reader.ReadAllAsync(stoppingToken))
        {
            await Task.Delay(Pause, time, stoppingToken);
            _nudges.Reader.TryRead(out var _);
            try
            {
                await fetcher.RunAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Unhandled it would end the host, webhooks and all.
                NotFetched(logger, ExceptionOutline.Whole(exception));
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Nothing could be fetched after the intake; the timer does it: {Error}")]
    private static partial void NotFetched(ILogger logger, string error);
}
