using System.Text.Json;
using Migochat.Leads;

namespace Migochat.Webhooks;

/// <summary>A verified delivery on its way into the database, or a dead letter that takes the same way. Whoever made it disposes it after its answer is known.</summary>
internal sealed class Delivery(
    WebhookBody? body,
    JsonDocument document,
    IReadOnlyList<WebhookEvent> events,
    PersonTerms terms,
    DateTime receivedAt) : IDisposable
{
    private readonly TaskCompletionSource<IntakeAnswer> _answer = new();

    public IReadOnlyList<WebhookEvent> Events => events;

    /// <summary>As the settings were when it came.</summary>
    public PersonTerms Terms => terms;

    /// <summary>UTC; of a replay, when the dead letter came.</summary>
    public DateTime ReceivedAt => receivedAt;

    /// <summary>The dead letter that this is read from; null for a delivery of Meta's.</summary>
    public Replay? Replay { get; init; }

    /// <summary>Completes when the transaction that holds the events has ended.</summary>
    public Task<IntakeAnswer> Answer => _answer.Task;

    /// <summary>Answers; the request goes on in the caller's thread.</summary>
    public void Complete(IntakeAnswer answer) => _answer.TrySetResult(answer);

    public void Dispose()
    {
        document.Dispose();
        body?.Dispose();
    }
}
