using System.Text.Json.Serialization;

namespace Migochat.Messaging;

/// <summary>One side's reaction to a message.</summary>
/// <param name="Emoji">Null: it was taken back.</param>
/// <param name="At">UTC.</param>
public sealed record Reaction(
    [property: JsonPropertyName("emoji")] string? Emoji,
    [property: JsonPropertyName("at")] DateTime At);
