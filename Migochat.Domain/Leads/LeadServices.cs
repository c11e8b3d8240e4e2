using Microsoft.Extensions.DependencyInjection;

namespace Migochat.Leads;

public static class LeadServices
{
    /// <summary>The leads as staff see and change them.</summary>
    public static IServiceCollection AddLeads(this IServiceCollection services)
    {
        services.AddSingleton<LeadList>();
        services.AddSingleton<LeadReader>();
        services.AddSingleton<LeadEditor>();
        services.AddSingleton<ConversationCloser>();
        services.AddSingleton<ActivityList>();
        return services;
    }
}
