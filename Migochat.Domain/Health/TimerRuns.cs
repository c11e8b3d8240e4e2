using System.Collections.Concurrent;
using Migochat.Data;

namespace Migochat.Health;

/// <summary>
/// When each timer last ran to its end in this process. The Functions host runs none without <c>AzureWebJobsStorage</c>, and says so
/// nowhere but in its own log.
/// </summary>
public sealed class TimerRuns(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTime> _ended = new(StringComparer.Ordinal);

    /// <summary>The timer functions' names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["MarkInactiveConversations", "PurgeExpired", "RescoreLeads"];

    /// <summary>By timer, UTC; null if it has not run since the start.</summary>
    public IReadOnlyDictionary<string, DateTime?> Last =>
        Names.ToDictionary(name => name, name => _ended.TryGetValue(name, out var ended) ? ended : (DateTime?)null, StringComparer.Ordinal);

    /// <summary>Awaits a timer's work and keeps the moment. A failure is not a run.</summary>
    public async Task KeepAsync(string timer, Task work)
    {
        await work;
        _ended[timer] = time.Now();
    }
}
