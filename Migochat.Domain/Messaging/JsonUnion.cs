using System.Text.Json;
using Migochat.Webhooks;

namespace Migochat.Messaging;

/// <summary>Unions of what is kept as a JSON array in a message's metadata: in a fixed order, each member once. Pure.</summary>
internal static class JsonUnion
{
    /// <param name="array">A JSON array of strings, or null.</param>
    /// <param name="name">One more, or null.</param>
    public static string? Names(string? array, string? name)
    {
        if (name is null)
            return array;
        var names = new SortedSet<string>(StringComparer.Ordinal) { name };
        if (array is not null)
            names.UnionWith(JsonSerializer.Deserialize(array, MessageMetadataJson.Default.StringArray)!);
        return JsonSerializer.Serialize([.. names], MessageMetadataJson.Default.StringArray);
    }

    /// <summary>Of two errors with one code, the ordinally greater text.</summary>
    /// <param name="array">A JSON array of Meta's error objects, or null; likewise the other.</param>
    /// <param name="other">The other.</param>
    public static string? Errors(string? array, string? other)
    {
        if (array is null || other is null || array == other)
            return array ?? other;
        var byCode = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Collect(array, byCode);
        Collect(other, byCode);
        return $"[{string.Join(',', byCode.Values)}]";
    }

    private static void Collect(string array, SortedDictionary<string, string> byCode)
    {
        using var document = JsonDocument.Parse(array);
        foreach (var error in document.RootElement.Items())
        {
            var text = error.GetRawText();
            var code = error.Get("code"u8).Id() ?? text;
            if (!byCode.TryGetValue(code, out var present) || string.CompareOrdinal(text, present) > 0)
                byCode[code] = text;
        }
    }
}
