using Microsoft.Azure.Functions.Worker;
using Migochat.Health;
using Migochat.Scoring;

namespace Migochat.Functions.Timers;

/// <summary>Every five minutes: scores, labels, types and stages of the leads whose time has come, or whose texts a new lexicon reads otherwise.</summary>
public sealed class RescoreLeads(Rescorer rescorer, TimerRuns runs)
{
    [Function(nameof(RescoreLeads))]
    public Task Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        runs.KeepAsync(nameof(RescoreLeads), rescorer.RunAsync(cancellationToken));
}
