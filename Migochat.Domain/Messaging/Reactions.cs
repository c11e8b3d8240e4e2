using System.Text.Json.Serialization;

namespace Migochat.Messaging;

/// <summary>The reactions to one message: a state for each side.</summary>
public sealed record Reactions(
    [property: JsonPropertyName("person")] Reaction? Person,
    [property: JsonPropertyName("shop")] Reaction? Shop);
