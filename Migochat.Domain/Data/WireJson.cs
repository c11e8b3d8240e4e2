using System.Text.Json;
using System.Text.Json.Serialization;

namespace Migochat.Data;

/// <summary>JSON as the API speaks it: snake_case, enum members as in <see cref="EnumText.Wire"/>, times as ISO 8601 with Z.</summary>
public static class WireJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };
}
