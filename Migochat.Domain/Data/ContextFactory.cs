using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Migochat.Data;

/// <summary>Contexts over the engine that the configuration chooses.</summary>
internal sealed class ContextFactory(IDatabaseEngine engine) : IDbContextFactory<MigochatDbContext>
{
    public MigochatDbContext CreateDbContext() => engine.CreateContext();
}

/// <summary>The options that the contexts of all engines share.</summary>
internal static class ContextOptions
{
    public static DbContextOptions<T> Of<T>(ILoggerFactory loggers, Action<DbContextOptionsBuilder<T>> engine) where T : MigochatDbContext
    {
        var options = new DbContextOptionsBuilder<T>();
        engine(options);
        return options
            .UseLoggerFactory(loggers)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            // These events log the whole exception, and its message can quote a row. The code that catches the exception logs its outline.
            .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.QueryIterationFailed, CoreEventId.SaveChangesFailed, RelationalEventId.CommandError))
            .Options;
    }
}
