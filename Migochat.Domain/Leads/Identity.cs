using System.Text.Json.Serialization;

namespace Migochat.Leads;

/// <summary>An id of a person, as an event carries it.</summary>
/// <param name="Kind">One of <see cref="IdentityKind"/>.</param>
/// <param name="Value">1 to 160 characters, ordinal.</param>
public readonly record struct Identity(
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("value")] string Value)
{
    public const int MaxLength = 160;
}
