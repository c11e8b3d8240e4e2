using Microsoft.Azure.Functions.Worker;
using Migochat.Fetches;
using Migochat.Health;

namespace Migochat.Functions.Timers;

/// <summary>Every minute: fetches from the Graph API what webhooks leave out.</summary>
public sealed class FetchFromGraph(Fetcher fetcher, TimerRuns runs)
{
    [Function(nameof(FetchFromGraph))]
    public Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        runs.RunAsync(nameof(FetchFromGraph), fetcher.RunAsync, cancellationToken);
}
