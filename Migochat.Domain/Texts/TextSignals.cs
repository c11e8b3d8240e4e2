using System.Text;
using System.Text.Json;
using Migochat.Data;

namespace Migochat.Texts;

/// <summary>
/// The result of the text reader for one message. As text it is the JSON of the column messages.signals. The column stays when the
/// message's text is removed, so it holds neither the number nor any words: <c>{"v":"1f0c…","i":["order"],"g":"giza","p":true,"c":true,"e":"order:3+9"}</c>.
/// </summary>
/// <param name="Version">The version of the lexicon and model that read the message.</param>
/// <param name="HasPhone">True if the text states an Egyptian mobile number.</param>
public sealed record TextSignals(Intents Intents, Governorate? Governorate, bool HasPhone, string Version)
{
    private const string EvidenceKey = ",\"e\":";
    private const string CourtesyKey = ",\"c\":true";

    private static readonly Intents[] Each = [.. Enum.GetValues<Intents>().Where(intent => intent != Intents.None)];

    /// <summary>The number as E.164 (+2010…). It is not stored, so it is null in signals from the database.</summary>
    public string? Phone { get; init; }

    /// <summary>
    /// The position and length of the words that gave each intent, such as <c>order:3+9</c>. An intent without a position, such as
    /// <c>price</c>, is the model's. Null in signals of earlier versions. It tells nothing without the text.
    /// </summary>
    public string? Evidence { get; init; }

    /// <summary>True if the text holds only thanks, an emoji or an "ok".</summary>
    public bool IsCourtesy { get; init; }

    public bool Has(Intents intent) => (Intents & intent) != Intents.None;

    /// <summary>Reads the result of <see cref="ToString"/>; null for any other text. Unknown intents and places are left out.</summary>
    public static TextSignals? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("v", out var version) || version.ValueKind != JsonValueKind.String)
                return null;
            return new(IntentsIn(root), GovernorateIn(root), root.TryGetProperty("p", out var phone) && phone.ValueKind == JsonValueKind.True, version.GetString()!)
            {
                IsCourtesy = SaysCourtesy(text),
                Evidence = root.TryGetProperty("e", out var evidence) && evidence.ValueKind == JsonValueKind.String ? evidence.GetString() : null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>True if the stored signals have <see cref="IsCourtesy"/>.</summary>
    internal static bool SaysCourtesy(string? json) => json is not null && json.Contains(CourtesyKey, StringComparison.Ordinal);

    /// <summary>The part that is equal for signals with the same intents, place and version. The evidence is last in the JSON.</summary>
    internal static ReadOnlySpan<char> WithoutEvidence(string json) =>
        json.IndexOf(EvidenceKey, StringComparison.Ordinal) is var at and >= 0 ? json.AsSpan(0, at) : json;

    public override string ToString()
    {
        var json = new StringBuilder(64).Append("{\"v\":\"").Append(Version).Append("\",\"i\":[");
        var comma = "";
        foreach (var intent in Each)
        {
            if (!Has(intent))
                continue;
            json.Append(comma).Append('"').Append(EnumText.Wire(intent)).Append('"');
            comma = ",";
        }
        json.Append(']');
        if (Governorate is { } place)
            json.Append(",\"g\":\"").Append(EnumText.Wire(place)).Append('"');
        if (HasPhone)
            json.Append(",\"p\":true");
        if (IsCourtesy)
            json.Append(CourtesyKey);
        if (Evidence is not null)
            json.Append(EvidenceKey).Append('"').Append(Evidence).Append('"');
        return json.Append('}').ToString();
    }

    private static Intents IntentsIn(JsonElement root)
    {
        var intents = Intents.None;
        if (!root.TryGetProperty("i", out var list) || list.ValueKind != JsonValueKind.Array)
            return intents;
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String && EnumText.TryFromWire<Intents>(item.GetString()!, out var intent))
                intents |= intent;
        }
        return intents;
    }

    private static Governorate? GovernorateIn(JsonElement root) =>
        root.TryGetProperty("g", out var item) && item.ValueKind == JsonValueKind.String
        && EnumText.TryFromWire<Governorate>(item.GetString()!, out var place) ? place : null;
}
