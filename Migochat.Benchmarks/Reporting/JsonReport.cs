using System.Text.Json;
using System.Text.Json.Serialization;

namespace Migochat.Benchmarks.Reporting;

/// <summary>Writes results for machines: indented JSON with snake_case names.</summary>
public static class JsonReport
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        WriteIndented = true,
    };

    /// <summary>Writes the report to the file and replaces its former content.</summary>
    public static async Task WriteAsync(string file, object report)
    {
        await using var stream = File.Create(file);
        await JsonSerializer.SerializeAsync(stream, report, report.GetType(), s_options);
    }
}
