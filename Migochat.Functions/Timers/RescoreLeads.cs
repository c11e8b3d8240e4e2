using Microsoft.Azure.Functions.Worker;
using Migochat.Scoring;

namespace Migochat.Functions.Timers;

/// <summary>Every five minutes: scores, labels, types and stages of the leads whose time has come, or whose texts a new lexicon reads otherwise.</summary>
public sealed class RescoreLeads(Rescorer rescorer)
{
    [Function(nameof(RescoreLeads))]
    public Task Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) => rescorer.RunAsync(cancellationToken);
}
