using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Migochat.Data;

namespace Migochat.Settings;

/// <summary>Refreshes Key Vault's secrets in the background, and has the settings read again when a secret changed.</summary>
internal sealed partial class KeyVaultRefresh(
    KeyVaultSecrets vault, SettingsReader settings, TimeProvider time, ILogger<KeyVaultRefresh> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!vault.IsConfigured)
            return;
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await RefreshAsync(stoppingToken);
    }

    private async Task RefreshAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (vault.IsDue)
                await vault.RefreshAsync(stoppingToken);
            if (settings.LacksNewSecrets)
                await settings.RefreshAsync(stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // An exception would end the host. The next tick tries again.
            NotRefreshed(logger, ExceptionOutline.Whole(exception));
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The secrets of Key Vault could not be refreshed; it is tried again: {Fault}")]
    private static partial void NotRefreshed(ILogger logger, string fault);
}
