using System.Threading.Channels;
using Microsoft.Extensions.Hosting;

namespace Migochat;

/// <summary>Work in the background that others ask for: it runs a second after the first nudge, once for all that came until then.</summary>
public abstract class NudgedService(TimeProvider time) : BackgroundService
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _nudges = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Reports that there may be something to do. Never waits.</summary>
    public void Nudge() => _nudges.Writer.TryWrite(true);

    /// <summary>Does the work.</summary>
    protected abstract Task WorkAsync(CancellationToken cancellationToken);

    /// <summary>Logs that it failed; the next nudge or a timer tries again.</summary>
    protected abstract void Failed(Exception exception);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in _nudges.Reader.ReadAllAsync(stoppingToken))
        {
            await Task.Delay(Pause, time, stoppingToken);
            _nudges.Reader.TryRead(out var _);
            try
            {
                await WorkAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Unhandled it would end the host, webhooks and all.
                Failed(exception);
            }
        }
    }
}
