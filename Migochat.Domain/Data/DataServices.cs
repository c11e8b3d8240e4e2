using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Migochat.Data;

public static class DataServices
{
    /// <summary>The database file, its connections and its EF Core model.</summary>
    public static IServiceCollection AddData(this IServiceCollection services)
    {
        services.AddSingleton<SqliteConnections>();
        services.AddSingleton<MigochatDatabase>();
        services.AddSingleton<WriteLock>();
        services.AddSingleton<Checkpointer>();
        services.AddHostedService(provider => provider.GetRequiredService<Checkpointer>());
        services.AddSingleton<WriteScopes>();
        services.AddSingleton<EntityWriter>();
        services.AddPooledDbContextFactory<MigochatDbContext>((provider, options) => options
            .UseSqlite(provider.GetRequiredService<SqliteConnections>().PooledConnectionString)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            // These events log the whole exception, and its message can quote a row. The code that catches the exception logs its outline.
            .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.QueryIterationFailed, CoreEventId.SaveChangesFailed, RelationalEventId.CommandError))
            .AddInterceptors(new ConnectionSetup()));
        return services;
    }
}
