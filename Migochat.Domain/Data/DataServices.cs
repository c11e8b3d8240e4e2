using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
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
        services.AddSingleton<SharedWriter>();
        services.AddSingleton<EntityWriter>();
        services.AddSingleton<SqliteEngine>();
        services.AddSingleton<PostgresEngine>();
        services.AddSingleton<IDatabaseEngine>(provider => PostgresLocation.IsMeant(provider.GetRequiredService<IConfiguration>())
            ? provider.GetRequiredService<PostgresEngine>()
            : provider.GetRequiredService<SqliteEngine>());
        services.AddSingleton<IDbContextFactory<MigochatDbContext>, ContextFactory>();
        return services;
    }
}
