using System.Text.Json;

namespace Migochat.LocalHost.Settings;

/// <summary>Reads the two JSON files that Functions' own tools read; comments and trailing commas are allowed in them, as there.</summary>
internal static class SettingsJson
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The <c>Values</c> of a local.settings.json as configuration keys (<c>__</c> means <c>:</c>, as in environment variables).</summary>
    /// <exception cref="InvalidOperationException">The text is not such a file, or is encrypted.</exception>
    public static Dictionary<string, string?> Values(Stream json, string name)
    {
        using var document = Parse(json, name);
        if (document.RootElement.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.ValueKind == JsonValueKind.True)
            throw new InvalidOperationException($"{name} is encrypted. Run 'func settings decrypt', or set the values as environment variables.");

        var found = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (document.RootElement.TryGetProperty("Values", out var values) && values.ValueKind == JsonValueKind.Object)
            foreach (var value in values.EnumerateObject())
                found[value.Name.Replace("__", ":", StringComparison.Ordinal)] = value.Value.ToString();
        return found;
    }

    /// <summary><c>extensions.http.routePrefix</c> of a host.json, without slashes at its ends; <c>api</c> where there is none.</summary>
    /// <exception cref="InvalidOperationException">The text is not JSON.</exception>
    public static string RoutePrefix(Stream json, string name)
    {
        using var document = Parse(json, name);
        var element = document.RootElement;
        foreach (var part in (string[])["extensions", "http", "routePrefix"])
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(part, out element))
                return "api";
        return element.ToString().Trim('/');
    }

    private static JsonDocument Parse(Stream json, string name)
    {
        try
        {
            var document = JsonDocument.Parse(json, Lenient);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
            throw new InvalidOperationException($"{name} is not a JSON object.");
        }
        catch (JsonException problem)
        {
            throw new InvalidOperationException($"{name} is not JSON: {problem.Message}", problem);
        }
    }
}
