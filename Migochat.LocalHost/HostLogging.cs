using NLog;
using NLog.Config;
using NLog.Extensions.Logging;
using NLog.Targets;
using NLog.Targets.Wrappers;
using ILogger = Microsoft.Extensions.Logging.ILogger;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Migochat.LocalHost;

/// <summary>
/// The console log: one line an event, UTC, Information and up; of the framework only Warning and up. The lines of some
/// milliseconds are printed together: a thread that woke for each would cost more than the line.
/// </summary>
internal static class HostLogging
{
    private const int LongestDelayMilliseconds = 50;
    private const int MostWaiting = 10_000;

    private const string Line =
        "${date:universalTime=true:format=yyyy-MM-ddTHH\\:mm\\:ss.fffZ} ${level:lowercase=true} ${logger}: "
        + "${replace-newlines:${message}${onexception: ${exception:format=tostring}}}";

    /// <param name="services">Gets the logging.</param>
    /// <param name="hasStarted">While it returns false, the host's own errors are left out: they reach the caller, who prints one line.</param>
    public static IServiceCollection AddHostLogging(this IServiceCollection services, Func<bool> hasStarted) =>
        services.AddLogging(logging => logging
            .SetMinimumLevel(LogLevel.Information)
            // Its request lines print query strings, where keys and verify tokens are.
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level >= LogLevel.Warning && hasStarted())
            // The gate logs failed requests; silenced, this category costs no activity for each.
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
            .Services.AddSingleton<ILoggerProvider, ConsoleLog>());

    private static NLogProviderOptions Options() => new()
    {
        IncludeScopes = false,
        ParseMessageTemplates = false,
        CaptureMessageTemplates = false,
        CaptureMessageParameters = false,
        CaptureMessageProperties = false,
        CaptureEventId = EventIdCaptureType.None,
    };

    private static LogFactory NewFactory()
    {
        var factory = new LogFactory { AutoShutdown = false };
        var configuration = new LoggingConfiguration(factory);
        configuration.AddRuleForAllLevels(new AsyncTargetWrapper(new ConsoleTarget { Layout = Line })
        {
            TimeToSleepBetweenBatches = LongestDelayMilliseconds,
            // A log that nobody reads on must not hold up webhooks.
            OverflowAction = AsyncTargetWrapperOverflowAction.Discard,
            QueueLimit = MostWaiting,
            BatchSize = MostWaiting,
        });
        factory.Configuration = configuration;
        return factory;
    }

    /// <summary>
    /// NLog's loggers. At the end the waiting lines are printed. If nobody reads the output, they are dropped after a second: NLog's
    /// own end would wait for 15 s, and close a console that can't be closed while a write to it hangs.
    /// </summary>
    private sealed class ConsoleLog : ILoggerProvider
    {
        private static readonly TimeSpan LongestLastWords = TimeSpan.FromSeconds(1);

        private readonly LogFactory _factory = NewFactory();
        private readonly NLogLoggerProvider _loggers;

        public ConsoleLog() => _loggers = new NLogLoggerProvider(Options(), _factory);

        public ILogger CreateLogger(string categoryName) => _loggers.CreateLogger(categoryName);

        public void Dispose() => _factory.Flush(LongestLastWords);
    }
}
