using System.Text.Json.Serialization;

namespace Migochat.Leads;

/// <summary>What a person last said about marketing.</summary>
/// <param name="Wants">False: none any more.</param>
/// <param name="At">UTC.</param>
public sealed record MarketingChoice(
    [property: JsonPropertyName("wants")] bool Wants,
    [property: JsonPropertyName("at")] DateTime At)
{
    /// <summary>The column <c>users.marketing_opt_out_at</c>.</summary>
    [JsonIgnore]
    public DateTime? OptOutAt => Wants ? null : At;

    /// <summary>The later; of two at one time, the one against.</summary>
    public static MarketingChoice? Later(MarketingChoice? a, MarketingChoice? b)
    {
        if (a is null || b is null)
            return a ?? b;
        if (a.At != b.At)
            return a.At > b.At ? a : b;
        return a.Wants ? b : a;
    }
}
