using System.Text.Json;
using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>
/// Unions of JSON arrays in a message's metadata: a fixed order, each member once, the ordinally first twenty. The result does
/// not depend on order or grouping, because the smallest members of the smallest are the smallest of all. Pure.
/// </summary>
internal static class JsonUnion
{
    /// <summary>Meta has five statuses and says one error, seldom two, of a message.</summary>
    public const int Most = 20;

    // Meta's errors take some hundred characters. A longer one would be read and written again with every status.
    private const int LongestError = 4096;

    /// <param name="array">A JSON array of strings, or null.</param>
    /// <param name="name">One more, or null.</param>
    public static string? Names(string? array, string? name)
    {
        if (name is null)
            return array;
        var names = new SortedSet<string>(StringComparer.Ordinal) { name };
        if (array is not null)
            names.UnionWith(JsonSerializer.Deserialize(array, MessageMetadataJson.Default.StringArray)!);
        return JsonSerializer.Serialize([.. names.Take(Most)], MessageMetadataJson.Default.StringArray);
    }

    /// <summary>Of two errors with one code, the ordinally greater text; none of more than 4,096 characters.</summary>
    /// <param name="array">A JSON array of Meta's error objects, or null; likewise the other.</param>
    /// <param name="other">The other.</param>
    public static string? Errors(string? array, string? other)
    {
        if (array is null || other is null || array == other)
            return array ?? other;
        var byCode = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Collect(array, byCode);
        Collect(other, byCode);
        return $"[{string.Join(',', byCode.Values.Take(Most))}]";
    }

    private static void Collect(string array, SortedDictionary<string, string> byCode)
    {
        using var document = JsonDocument.Parse(array);
        foreach (var error in document.RootElement.Items())
        {
            var text = error.GetRawText();
            if (text.Length > LongestError)
                continue;
            var code = error.Get("code"u8).Id() ?? text;
            if (!byCode.TryGetValue(code, out var present) || string.CompareOrdinal(text, present) > 0)
                byCode[code] = text;
        }
    }
}
