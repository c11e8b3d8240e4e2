using System.Text.Json;
using System.Text.Json.Serialization;
using Migochat.Data;

namespace Migochat.People;

/// <summary>
/// The content of <c>users.field_sources</c>: for each field that several events may fill, the rank and the time of the one
/// that did. A later claim wins by rank, then time, then ordinal value, so that the order of arrival does not matter.
/// </summary>
public sealed record FieldSources
{
    public static readonly FieldSources None = new();

    /// <summary>First and last name together.</summary>
    [JsonPropertyName("name")]
    public FieldSource? Name { get; init; }

    [JsonPropertyName("phone")]
    public FieldSource? Phone { get; init; }

    [JsonPropertyName("governorate")]
    public FieldSource? Governorate { get; init; }

    /// <summary>The time of the earliest inbound message or referral, UTC.</summary>
    [JsonPropertyName("first_touch")]
    public DateTime? FirstTouch { get; init; }

    /// <summary>The time of the latest referral that came as an event of its own, UTC.</summary>
    [JsonPropertyName("referred_at")]
    public DateTime? ReferredAt { get; init; }

    /// <summary>The latest time at which receipts say that the shop had sent something, UTC.</summary>
    [JsonPropertyName("sent_at")]
    public DateTime? SentAt { get; init; }

    [JsonPropertyName("marketing")]
    public MarketingChoice? Marketing { get; init; }

    public static FieldSources Parse(string? json) =>
        json is null ? None : JsonSerializer.Deserialize(json, FieldSourcesJson.Default.FieldSources) ?? None;

    /// <summary>Null where nothing is known, as the column wants it.</summary>
    public override string? ToString() => this == None ? null : JsonSerializer.Serialize(this, FieldSourcesJson.Default.FieldSources);

    /// <summary>True if a claim beats the present value.</summary>
    /// <param name="present">Null where the field is empty.</param>
    public static bool Wins(FieldSource claim, string claimed, FieldSource? present, string? value)
    {
        if (present is null)
            return true;
        if (claim.Rank != present.Rank)
            return claim.Rank > present.Rank;
        var byTime = claim.At.CompareTo(present.At);
        return byTime != 0 ? byTime > 0 : string.CompareOrdinal(claimed, value) > 0;
    }
}

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(WireEnumConverter<FieldRank>)])]
[JsonSerializable(typeof(FieldSources))]
internal sealed partial class FieldSourcesJson : JsonSerializerContext;

/// <summary>Where a field's present value came from.</summary>
/// <param name="Rank">Who said it; the higher one wins, whatever the times.</param>
/// <param name="At">When it was said, UTC; of two of one rank the later wins.</param>
public sealed record FieldSource(
    [property: JsonPropertyName("rank")] FieldRank Rank,
    [property: JsonPropertyName("at")] DateTime At);

/// <summary>Who said what a person's name, phone or governorate is, from the least to the most believed.</summary>
public enum FieldRank
{
    Text,
    Comment,
    Profile,
    LeadForm,
    Person,
}
