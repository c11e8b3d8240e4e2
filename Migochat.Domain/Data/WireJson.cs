using System.Text.Json;

namespace Migochat.Data;

/// <summary>JSON as the API speaks it: snake_case.</summary>
public static class WireJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };
}
