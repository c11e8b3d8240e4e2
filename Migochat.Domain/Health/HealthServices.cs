using Microsoft.Extensions.DependencyInjection;

namespace Migochat.Health;

public static class HealthServices
{
    /// <summary>The health report.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<ServiceHealth>();
        services.AddSingleton<TimerRuns>();
        services.AddSingleton<Backlog>();
        return services;
    }
}
