using Microsoft.Azure.Functions.Worker;
using Migochat.Health;
using Migochat.Messaging;

namespace Migochat.Functions.Timers;

/// <summary>Every five minutes: ends conversations and marks people inactive after their time of silence.</summary>
public sealed class MarkInactiveConversations(ConversationSweep sweep, TimerRuns runs)
{
    [Function(nameof(MarkInactiveConversations))]
    public Task Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        runs.RunAsync(nameof(MarkInactiveConversations), sweep.RunAsync, cancellationToken);
}
