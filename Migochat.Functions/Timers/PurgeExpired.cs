using Microsoft.Azure.Functions.Worker;
using Migochat.Health;
using Migochat.Privacy;

namespace Migochat.Functions.Timers;

/// <summary>Nightly: removes rows and values whose time is over.</summary>
public sealed class PurgeExpired(Purge purge, TimerRuns runs)
{
    [Function(nameof(PurgeExpired))]
    public Task Run([TimerTrigger("0 30 1 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        runs.RunAsync(nameof(PurgeExpired), purge.RunAsync, cancellationToken);
}
