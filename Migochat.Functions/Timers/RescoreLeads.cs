using Microsoft.Azure.Functions.Worker;
using Migochat.Health;
using Migochat.Scoring;

namespace Migochat.Functions.Timers;

/// <summary>Every five minutes: updates score, label, type and stage of due leads, and rereads texts with a new lexicon.</summary>
public sealed class RescoreLeads(Rescorer rescorer, TimerRuns runs)
{
    [Function(nameof(RescoreLeads))]
    public Task Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        runs.RunAsync(nameof(RescoreLeads), rescorer.RunAsync, cancellationToken);
}
