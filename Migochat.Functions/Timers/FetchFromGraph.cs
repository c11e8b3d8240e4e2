using Microsoft.Azure.Functions.Worker;
using Migochat.Fetches;
using Migochat.Graph;
using Migochat.Health;

namespace Migochat.Functions.Timers;

/// <summary>Every minute: fetches from the Graph API what webhooks leave out, and once a day asks Meta about the tokens.</summary>
public sealed class FetchFromGraph(Fetcher fetcher, TokenChecks tokens, TimerRuns runs)
{
    [Function(nameof(FetchFromGraph))]
    public Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        runs.RunAsync(nameof(FetchFromGraph), FetchAsync, cancellationToken);

    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        await fetcher.RunAsync(cancellationToken);
        await tokens.RunAsync(cancellationToken);
    }
}
