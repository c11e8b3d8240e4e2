using System.Text.Json.Serialization;
using Migochat.Data;

namespace Migochat.Webhooks;

/// <summary>A dead letter with all that was delivered. Times are UTC.</summary>
/// <param name="Error">What was not understood, or what went wrong the last time.</param>
/// <param name="Seen">How often it was delivered.</param>
/// <param name="Tries">How often it was replayed.</param>
/// <param name="Envelope">A delivery in Meta's form that holds this item alone; JSON, as it came.</param>
public sealed record DeadLetterDetails(
    long Id,
    DeadLetterKind Kind,
    string? Error,
    DateTime ReceivedAt,
    int Seen,
    int Tries,
    [property: JsonConverter(typeof(RawJson))] string Envelope);
