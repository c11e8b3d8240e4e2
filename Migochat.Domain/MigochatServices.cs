using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Migochat.Access;
using Migochat.Data;
using Migochat.Fetches;
using Migochat.Graph;
using Migochat.Health;
using Migochat.Leads;
using Migochat.Legacy;
using Migochat.Messaging;
using Migochat.People;
using Migochat.Privacy;
using Migochat.Replies;
using Migochat.Scoring;
using Migochat.Settings;
using Migochat.Webhooks;

namespace Migochat;

/// <summary>The one place where Migochat's services are put together. Both hosts call it; each folder registers its own.</summary>
public static class MigochatServices
{
    /// <param name="services">The host's.</param>
    /// <param name="configuration">App settings and environment variables: the connection string, Key Vault's address, settings.</param>
    public static IServiceCollection AddMigochat(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(configuration);
        return services
            .AddData()
            .AddSettings()
            .AddAccess()
            .AddGraph()
            .AddMessaging()
            .AddPeople()
            .AddScoring()
            .AddFetches()
            .AddLeads()
            .AddReplies()
            .AddPrivacy()
            .AddWebhooks()
            .AddLegacyFiles()
            .AddHealth();
    }
}
