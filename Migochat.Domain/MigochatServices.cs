using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Migochat.Access;
using Migochat.Data;
using Migochat.Health;
using Migochat.Http;
using Migochat.Leads;
using Migochat.Messaging;
using Migochat.Privacy;
using Migochat.Scoring;
using Migochat.Settings;
using Migochat.Webhooks;

namespace Migochat;

/// <summary>The one place where Migochat's services are wired; both hosts call it and nothing else.</summary>
public static class MigochatServices
{
    private const int QueuedEvents = 50_000;
    private const long BytesInFlightLimit = 64 * 1024 * 1024;

    /// <summary>Adds the database, the webhook intake, the settings and the timers' jobs.</summary>
    public static IServiceCollection AddMigochat(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddDatabase(configuration);
        services.AddKeyVault();
        services.AddSettings();
        services.AddAccess();
        services.AddSingleton<ApiGate>();
        services.AddIntake();
        services.AddSingleton<ConversationSweep>();
        services.AddScoring();
        services.AddPrivacy();
        services.AddSingleton<ServiceHealth>();
        services.AddSingleton<TimerRuns>();
        services.AddLists();
        return services;
    }

    private static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<AdminAccess>();
        services.AddSingleton<FailureLimit>();
        services.AddSingleton<IStartupFilter, SecurityHeaders>();
        services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, LogCeiling>();
    }

    // Whose rights hold is asked at the first round, so without a vault never.
    private static void AddKeyVault(this IServiceCollection services)
    {
        services.TryAddSingleton<IVaultAccess>(provider => new AzureVaultAccess(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => new KeyVaultSecrets(
            provider.GetRequiredService<IConfiguration>(),
            provider.GetRequiredService<IVaultAccess>,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<KeyVaultSecrets>>()));
    }

    private static void AddLists(this IServiceCollection services)
    {
        services.AddSingleton<LeadList>();
        services.AddSingleton<LeadReader>();
        services.AddSingleton<LeadEditor>();
        services.AddSingleton<ActivityList>();
        services.AddSingleton<MessageList>();
        services.AddSingleton<EntityWriter>();
        services.AddSingleton<PostBook>();
        services.AddSingleton<AdCampaignBook>();
        services.AddSingleton<ConversationList>();
    }

    private static void AddDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new SqliteConnections(configuration));
        services.AddSingleton<MigochatDatabase>();
        services.AddSingleton<WriteGate>();
        services.AddSingleton<Checkpointer>();
        services.AddHostedService(provider => provider.GetRequiredService<Checkpointer>());
        services.AddPooledDbContextFactory<MigochatDbContext>((provider, options) => options
            .UseSqlite(provider.GetRequiredService<SqliteConnections>().PooledConnectionString)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            // They log the exception whole, and its message can quote a row, or an error where two rows of one key are an
            // expected answer. Who catches it logs its outline.
            .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.QueryIterationFailed, CoreEventId.SaveChangesFailed, RelationalEventId.CommandError))
            .AddInterceptors(new ConnectionSetup()));
    }

    private static void AddSettings(this IServiceCollection services)
    {
        services.AddSingleton<SettingsReader>();
        services.AddHostedService(provider => provider.GetRequiredService<SettingsReader>());
        services.AddSingleton(provider => new SettingBook(
            provider.GetRequiredService<SqliteConnections>(),
            provider.GetRequiredService<WriteGate>(),
            provider.GetRequiredService<SettingsReader>(),
            provider.GetRequiredService<RescoreNudge>(),
            provider.GetRequiredService<TimeProvider>()));
    }

    private static void AddScoring(this IServiceCollection services)
    {
        services.AddSingleton(provider => new Rereader(
            provider.GetRequiredService<MigochatDatabase>(),
            provider.GetRequiredService<SqliteConnections>(),
            provider.GetRequiredService<WriteGate>(),
            provider.GetRequiredService<Checkpointer>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Rereader>>()));
        services.AddSingleton(provider => new ThresholdMarker(
            provider.GetRequiredService<SqliteConnections>(),
            provider.GetRequiredService<WriteGate>(),
            provider.GetRequiredService<Checkpointer>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ThresholdMarker>>()));
        services.AddSingleton<LeadJudge>();
        services.AddSingleton(provider => new Rescorer(
            provider.GetRequiredService<MigochatDatabase>(),
            provider.GetRequiredService<Rereader>(),
            provider.GetRequiredService<ThresholdMarker>(),
            provider.GetRequiredService<LeadJudge>(),
            provider.GetRequiredService<SqliteConnections>(),
            provider.GetRequiredService<WriteGate>(),
            provider.GetRequiredService<Checkpointer>(),
            provider.GetRequiredService<SettingsReader>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Rescorer>>()));
        services.AddSingleton<BackgroundRescorer>();
        services.AddSingleton<RescoreNudge>();
        services.AddHostedService(provider => provider.GetRequiredService<RescoreNudge>());
    }

    private static void AddPrivacy(this IServiceCollection services)
    {
        services.AddSingleton<ErasureKeys>();
        services.AddSingleton<LeadExport>();
        services.AddSingleton(provider => new Eraser(
            provider.GetRequiredService<SqliteConnections>(),
            provider.GetRequiredService<WriteGate>(),
            provider.GetRequiredService<Checkpointer>(),
            provider.GetRequiredService<ErasureKeys>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Eraser>>()));
        services.AddSingleton(provider => new PrivacyCallbacks(
            provider.GetRequiredService<IDbContextFactory<MigochatDbContext>>(),
            provider.GetRequiredService<Eraser>(),
            provider.GetRequiredService<SettingsReader>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new Purge(
            provider.GetRequiredService<MigochatDatabase>(),
            provider.GetRequiredService<SqliteConnections>(),
            provider.GetRequiredService<WriteGate>(),
            provider.GetRequiredService<Checkpointer>(),
            provider.GetRequiredService<SettingsReader>(),
            provider.GetRequiredService<Eraser>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Purge>>()));
    }

    private static void AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<EventCounts>();
        services.AddSingleton(_ => new IntakeQueue(QueuedEvents));
        services.AddSingleton(_ => new BytesInFlight(BytesInFlightLimit));
        services.AddSingleton(provider => new WebhookIntake(
            provider.GetRequiredService<MigochatDatabase>(),
            provider.GetRequiredService<SettingsReader>(),
            provider.GetRequiredService<IntakeQueue>(),
            provider.GetRequiredService<BytesInFlight>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WebhookIntake>>()));
        services.AddSingleton(provider => new DeadLetters(
            provider.GetRequiredService<IDbContextFactory<MigochatDbContext>>(),
            provider.GetRequiredService<SqliteConnections>(),
            provider.GetRequiredService<WriteGate>(),
            provider.GetRequiredService<IntakeQueue>(),
            provider.GetRequiredService<SettingsReader>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<GatedSession>();
        services.AddHostedService<IntakeWriter>();
    }
}
