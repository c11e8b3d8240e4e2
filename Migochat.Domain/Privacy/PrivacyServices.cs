using Microsoft.Extensions.DependencyInjection;

namespace Migochat.Privacy;

public static class PrivacyServices
{
    /// <summary>Erasure, export, Meta's privacy callbacks and the nightly purge.</summary>
    public static IServiceCollection AddPrivacy(this IServiceCollection services)
    {
        services.AddSingleton<ErasureKeys>();
        services.AddSingleton<Eraser>();
        services.AddSingleton<LeadExport>();
        services.AddSingleton<PrivacyCallbacks>();
        services.AddSingleton<Purge>();
        return services;
    }
}
