using System.Text.Json.Serialization;

namespace Migochat.Webhooks;

/// <summary>How a replay ended.</summary>
/// <param name="Outcome">What became of the dead letter.</param>
/// <param name="Tries">Where it stays: how often it was replayed.</param>
/// <param name="Error">Where it stays: why.</param>
public sealed record ReplayAnswer(
    ReplayOutcome Outcome,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Tries = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error = null);
