using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Migochat.Settings;

public static class SettingServices
{
    /// <summary>The layered settings: rows, app settings, Key Vault.</summary>
    public static IServiceCollection AddSettings(this IServiceCollection services)
    {
        services.TryAddSingleton<IVaultAccess, AzureVaultAccess>();
        services.AddSingleton<KeyVaultSecrets>();
        services.AddSingleton<SettingsReader>();
        services.AddHostedService(provider => provider.GetRequiredService<SettingsReader>());
        services.AddHostedService<KeyVaultRefresh>();
        services.AddSingleton<SettingEditor>();
        return services;
    }
}
