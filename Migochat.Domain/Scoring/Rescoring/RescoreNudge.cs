using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Scoring;

/// <summary>Rescores leads in the background: about a second after the intake those that it touched, and after a changed threshold all that it affects.</summary>
public sealed partial class RescoreNudge(Rescorer rescorer, SettingEditor settings, TimeProvider time, ILogger<RescoreNudge> logger) : BackgroundService
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _nudges = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Reports that leads are due. Never waits.</summary>
    public void Nudge() => _nudges.Writer.TryWrite(true);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        settings.Changed += OnSettingChanged;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        settings.Changed -= OnSettingChanged;
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in _nudges.Reader.ReadAllAsync(stoppingToken))
        {
            await Task.Delay(Pause, time, stoppingToken);
            _nudges.Reader.TryRead(out var _);
            try
            {
                await rescorer.RunInBackgroundAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Unhandled it would end the host, webhooks and all.
                NotRescored(logger, ExceptionOutline.Whole(exception));
            }
        }
    }

    private void OnSettingChanged(object? sender, SettingChangedEventArgs change)
    {
        if (change.Setting.Key is SettingKeys.LeadScoringThreshold or SettingKeys.LeadWarmThreshold or SettingKeys.LeadLostAfterDays)
            Nudge();
    }

    [LoggerMessage(1, LogLevel.Warning, "Leads could not be rescored after the intake; the timer does it: {Error}")]
    private static partial void NotRescored(ILogger logger, string error);
}
