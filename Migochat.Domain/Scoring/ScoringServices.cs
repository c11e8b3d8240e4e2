using Microsoft.Extensions.DependencyInjection;

namespace Migochat.Scoring;

public static class ScoringServices
{
    /// <summary>The rescoring of leads.</summary>
    public static IServiceCollection AddScoring(this IServiceCollection services)
    {
        services.AddSingleton<ThresholdMarker>();
        services.AddSingleton<LeadEvaluator>();
        services.AddSingleton<Rescorer>();
        services.AddSingleton<RescoreNudge>();
        services.AddHostedService(provider => provider.GetRequiredService<RescoreNudge>());
        return services;
    }
}
