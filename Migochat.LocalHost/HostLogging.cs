using Microsoft.Extensions.Logging.Console;

namespace Migochat.LocalHost;

/// <summary>The console log: one line an event, UTC, Information and up; of the framework only Warning and up.</summary>
internal static class HostLogging
{
    public static IServiceCollection AddHostLogging(this IServiceCollection services) => services.AddLogging(logging => logging
        .SetMinimumLevel(LogLevel.Information)
        // Its request lines print query strings, where keys and verify tokens are.
        .AddFilter("Microsoft", LogLevel.Warning)
        // The gate logs failed requests; asked for nothing, this one spares an activity a request.
        .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
        .AddSimpleConsole(Format));

    private static void Format(SimpleConsoleFormatterOptions console)
    {
        console.SingleLine = true;
        console.UseUtcTimestamp = true;
        console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
    }
}
