using Microsoft.Extensions.DependencyInjection;

namespace Migochat.Health;

public static class HealthServices
{
    /// <summary>How the service is.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<ServiceHealth>();
        services.AddSingleton<TimerRuns>();
        return services;
    }
}
