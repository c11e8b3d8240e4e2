using Microsoft.Extensions.Logging.Console;

namespace Migochat.LocalHost;

/// <summary>The console log: one line an event, UTC, Information and up; of the framework only Warning and up.</summary>
internal static class HostLogging
{
    /// <param name="services">Where logging is added.</param>
    /// <param name="hasStarted">Until it answers true, the host's own errors are left out: they reach the caller, who prints one line.</param>
    public static IServiceCollection AddHostLogging(this IServiceCollection services, Func<bool> hasStarted)
    {
        // A log that nobody reads on must not hold up webhooks.
        services.Configure<ConsoleLoggerOptions>(console =>
        {
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
            console.MaxQueueLength = 10_000;
        });
        return services.AddLogging(logging => logging
            .SetMinimumLevel(LogLevel.Information)
            // Its request lines print query strings, where keys and verify tokens are.
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level >= LogLevel.Warning && hasStarted())
            // The gate logs failed requests; silenced, this category costs no activity for each.
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
            .AddSimpleConsole(Format));
    }

    private static void Format(SimpleConsoleFormatterOptions console)
    {
        console.SingleLine = true;
        console.UseUtcTimestamp = true;
        console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
    }
}
