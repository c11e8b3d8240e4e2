using System.Text.Json;
using System.Text.Json.Nodes;

namespace Migochat.Tests.Api;

/// <summary>Compares JSON with what the API's description says of it: types, members, values of enums.</summary>
internal static class Schemas
{
    public static IEnumerable<string> Differences(JsonNode document, JsonNode schema, JsonNode? value, string at)
    {
        if (schema["$ref"] is { } reference)
            schema = document["components"]!["schemas"]![reference.GetValue<string>().Split('/')[^1]]!;
        if (schema["oneOf"] is JsonArray choices)
            return value is null ? [] : Differences(document, choices[0]!, value, at);
        return OfType(schema, value, at).Concat(OfEnum(schema, value, at)).Concat(value switch
        {
            JsonObject members when schema["properties"] is JsonObject properties => OfMembers(document, schema, properties, members, at),
            JsonArray items when schema["items"] is { } item => items.SelectMany((one, i) => Differences(document, item, one, $"{at}[{i}]")),
            _ => [],
        });
    }

    private static IEnumerable<string> OfMembers(JsonNode document, JsonNode schema, JsonObject properties, JsonObject members, string at)
    {
        var required = schema["required"]!.AsArray().Select(name => name!.GetValue<string>());
        var missing = required.Where(name => !members.ContainsKey(name)).Select(name => $"{at}: {name} is described and not there");
        var extra = members.Where(member => !properties.ContainsKey(member.Key)).Select(member => $"{at}: {member.Key} is there and not described");
        var inside = members.Where(member => properties.ContainsKey(member.Key))
            .SelectMany(member => Differences(document, properties[member.Key]!, member.Value, $"{at}.{member.Key}"));
        return [.. missing, .. extra, .. inside];
    }

    private static IEnumerable<string> OfEnum(JsonNode schema, JsonNode? value, string at) =>
        schema["enum"] is JsonArray allowed && !allowed.Any(one => JsonNode.DeepEquals(one, value)) ? [$"{at}: {value} is no value of it"] : [];

    private static IEnumerable<string> OfType(JsonNode schema, JsonNode? value, string at)
    {
        var types = schema["type"] switch
        {
            JsonArray several => several.Select(type => type!.GetValue<string>()).ToArray(),
            { } one => [one.GetValue<string>()],
            null => [],
        };
        return types.Length == 0 || types.Contains(TypeOf(value), StringComparer.Ordinal) || (TypeOf(value) == "integer" && types.Contains("number", StringComparer.Ordinal)) ? [] : [$"{at}: {TypeOf(value)} instead of {string.Join(" or ", types)}"];
    }

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value!.ToJsonString().Contains('.', StringComparison.Ordinal) ? "number" : "integer",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Array => "array",
        _ => "object",
    };
}
