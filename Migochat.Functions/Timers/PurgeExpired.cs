using Microsoft.Azure.Functions.Worker;
using Migochat.Privacy;

namespace Migochat.Functions.Timers;

/// <summary>Nightly: removes what was only kept for a while.</summary>
public sealed class PurgeExpired(Purge purge)
{
    [Function(nameof(PurgeExpired))]
    public Task Run([TimerTrigger("0 30 1 * * *")] TimerInfo timer, CancellationToken cancellationToken) => purge.RunAsync(cancellationToken);
}
