using Microsoft.Azure.Functions.Worker;
using Migochat.Health;
using Migochat.Replies;

namespace Migochat.Functions.Timers;

/// <summary>Every minute: sends the replies that are due, and finds those whose process ended during the call.</summary>
public sealed class SendReplies(ReplySender sender, Backlog backlog, TimerRuns runs)
{
    [Function(nameof(SendReplies))]
    public Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        runs.RunAsync(nameof(SendReplies), SendAsync, cancellationToken);

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        await backlog.RecordAsync(cancellationToken);
        await sender.RunAsync(cancellationToken);
    }
}
