using System.Text.Json;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>A verified delivery on its way into the database, or the replay of a dead letter. Its creator disposes it once the answer is known.</summary>
internal sealed class Delivery(
    WebhookBody? body,
    JsonDocument document,
    IReadOnlyList<WebhookEvent> events,
    IntakeSettings settings,
    DateTime receivedAt) : IDisposable
{
    private readonly TaskCompletionSource<IntakeAnswer> _answer = new();

    public IReadOnlyList<WebhookEvent> Events => events;

    /// <summary>As the settings were when it came.</summary>
    public IntakeSettings Settings => settings;

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

/// <summary>The intake's answer for a delivery.</summary>
public enum IntakeAnswer
{
    /// <summary>Every event of it is in the database, for good. 200.</summary>
    Stored,

    /// <summary>No secret of ours signed these bytes, or not one for their object. 401.</summary>
    WrongSignature,

    /// <summary>Over 4 MiB. 413.</summary>
    TooLarge,

    /// <summary>None of the known secrets signed these bytes, and not all are known yet. 503, soon again.</summary>
    SecretUnknown,

    /// <summary>Signed bytes that are not UTF-8 or not JSON, or are nested too deep. 400.</summary>
    NotJson,

    /// <summary>The client went away in the middle of the body. The connection is closed.</summary>
    Incomplete,

    /// <summary>The body was not there in its time, or lingered where another needed the room. 408.</summary>
    TooSlow,

    /// <summary>No app secret is configured, so nothing can be verified. 503.</summary>
    NotConfigured,

    /// <summary>More is in flight than we hold. 503, soon again.</summary>
    Busy,

    /// <summary>The database can't be written now; nothing of the delivery is stored. 503, soon again.</summary>
    Unavailable,
}
