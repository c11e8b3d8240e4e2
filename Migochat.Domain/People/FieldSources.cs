using System.Text.Json;
using System.Text.Json.Serialization;
using Migochat.Data;

namespace Migochat.People;

/// <summary>
/// The content of <c>users.field_sources</c>: for each field that several events may fill, the rank and the time of the event
/// whose value it has. A claim wins by rank, then time, then ordinal value, so that the order of arrival does not matter.
/// </summary>
public sealed record FieldSources
{
    public static readonly FieldSources None = new();

    /// <summary>First and last name together.</summary>
    [JsonPropertyName("name")]
    public FieldSource? Name { get; init; }

    /// <summary>The name that events give, while staff's own name stands in the columns.</summary>
    [JsonPropertyName("told_name")]
    public NameClaim? ToldName { get; init; }

    [JsonPropertyName("phone")]
    public FieldSource? Phone { get; init; }

    [JsonPropertyName("governorate")]
    public FieldSource? Governorate { get; init; }

    /// <summary>Of the link in <c>users.profile_pic</c>.</summary>
    [JsonPropertyName("picture")]
    public FieldSource? Picture { get; init; }

    /// <summary>The time of the earliest inbound message or referral, UTC.</summary>
    [JsonPropertyName("first_touch")]
    public DateTime? FirstTouchAt { get; init; }

    /// <summary>The time of the latest referral that came as an event of its own, UTC.</summary>
    [JsonPropertyName("referred_at")]
    public DateTime? ReferredAt { get; init; }

    /// <summary>The latest time at which the shop sent something according to receipts, UTC.</summary>
    [JsonPropertyName("sent_at")]
    public DateTime? SentAt { get; init; }

    /// <summary>The last message that staff closed without an answer, UTC.</summary>
    [JsonPropertyName("closed_at")]
    public DateTime? ClosedAt { get; init; }

    [JsonPropertyName("marketing")]
    public MarketingChoice? Marketing { get; init; }

    public static FieldSources Parse(string? json) =>
        json is null ? None : JsonSerializer.Deserialize(json, FieldSourcesJson.Default.FieldSources) ?? None;

    /// <summary>Null if nothing is known, as the column requires.</summary>
    public override string? ToString() => this == None ? null : JsonSerializer.Serialize(this, FieldSourcesJson.Default.FieldSources);

    /// <summary>True if a claim beats the present value.</summary>
    /// <param name="claim">Rank and time of the claim.</param>
    /// <param name="claimed">Its value.</param>
    /// <param name="present">Null if the field is empty.</param>
    /// <param name="value">The present value.</param>
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

/// <summary>The source of a field's present value.</summary>
/// <param name="Rank">The kind of source; the higher rank wins, whatever the times.</param>
/// <param name="At">The time of the claim, UTC; of two claims of one rank the later wins.</param>
public sealed record FieldSource(
    [property: JsonPropertyName("rank")] FieldRank Rank,
    [property: JsonPropertyName("at")] DateTime At);

/// <summary>A name that events gave.</summary>
/// <param name="Source">Null in rows of another program.</param>
public sealed record NameClaim(
    [property: JsonPropertyName("first")] string? First,
    [property: JsonPropertyName("last")] string? Last,
    [property: JsonPropertyName("source")] FieldSource? Source)
{
    /// <summary>The name that wins of two persons' who are one. Of two without a source the first stays.</summary>
    public static NameClaim? Better(NameClaim? first, NameClaim? second)
    {
        if (first is null || second is null)
            return first ?? second;
        return second.Source is { } claim && FieldSources.Wins(claim, Ordinal(second), first.Source, Ordinal(first)) ? second : first;
    }

    private static string Ordinal(NameClaim claim) => new PersonName(claim.First, claim.Last).Ordinal;
}

/// <summary>The sources of a person's name, phone or governorate, the weakest first.</summary>
public enum FieldRank
{
    Text,
    Comment,
    Profile,
    LeadForm,
    Person,
}
