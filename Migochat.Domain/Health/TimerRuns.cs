using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Migochat.Data;

namespace Migochat.Health;

/// <summary>
/// When each timer last ran to its end in this process. The Functions host runs none without <c>AzureWebJobsStorage</c>, and says so
/// nowhere but in its own log.
/// </summary>
public sealed partial class TimerRuns(MigochatDatabase database, IDatabaseEngine engine, TimeProvider time, ILogger<TimerRuns> logger)
{
    private readonly ConcurrentDictionary<string, DateTime> _ended = new(StringComparer.Ordinal);

    /// <summary>The timer functions' names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["FetchFromGraph", "MarkInactiveConversations", "PurgeExpired", "RescoreLeads", "SendReplies"];

    /// <summary>By timer, UTC; null if it has not run since the start.</summary>
    public IReadOnlyDictionary<string, DateTime?> Last =>
        Names.ToDictionary(name => name, name => _ended.TryGetValue(name, out var ended) ? ended : (DateTime?)null, StringComparer.Ordinal);

    /// <summary>Does a timer's work, unless another instance is doing it, and keeps the moment. A failure is not a run.</summary>
    public async Task RunAsync(string timer, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        if (!await database.IsReadyInTimeAsync(cancellationToken))
            return;
        using var claim = engine.TryClaim(timer);
        if (claim is null)
        {
            RunsElsewhere(logger, timer);
            return;
        }

        await work(cancellationToken);
        _ended[timer] = time.Now();
    }

    [LoggerMessage(1, LogLevel.Information, "{Timer} is running on another instance")]
    private static partial void RunsElsewhere(ILogger logger, string timer);
}
