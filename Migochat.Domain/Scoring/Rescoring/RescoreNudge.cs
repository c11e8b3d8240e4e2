using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Scoring;

/// <summary>Rescores leads in the background: about a second after the intake those that it touched, and all of them after a changed threshold.</summary>
public sealed partial class RescoreNudge(Rescorer rescorer, SettingEditor settings, TimeProvider time, ILogger<RescoreNudge> logger) : NudgedService(time)
{
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

    protected override Task WorkAsync(CancellationToken cancellationToken) => rescorer.RunInBackgroundAsync(cancellationToken);

    protected override void Failed(Exception exception) => NotRescored(logger, ExceptionOutline.Whole(exception));

    private void OnSettingChanged(object? sender, SettingChangedEventArgs change)
    {
        if (change.Setting.Key is SettingKeys.LeadScoringThreshold or SettingKeys.LeadWarmThreshold or SettingKeys.LeadLostAfterDays)
            Nudge();
    }

    [LoggerMessage(1, LogLevel.Warning, "Leads could not be rescored after the intake; the timer does it: {Error}")]
    private static partial void NotRescored(ILogger logger, string error);
}
