using System.Text.Json.Serialization;

namespace Migochat.Messaging;

/// <summary>Which edit of a message a text is.</summary>
/// <param name="Version">1 and up; the original is 0.</param>
/// <param name="At">UTC.</param>
public sealed record MessageEdit(
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("at")] DateTime At);
