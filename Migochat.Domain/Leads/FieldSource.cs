using System.Text.Json.Serialization;

namespace Migochat.Leads;

/// <summary>Where a field's present value came from.</summary>
/// <param name="Rank">Who said it; the higher one wins, whatever the times.</param>
/// <param name="At">When it was said, UTC; of two of one rank the later wins.</param>
public sealed record FieldSource(
    [property: JsonPropertyName("rank")] FieldRank Rank,
    [property: JsonPropertyName("at")] DateTime At);
