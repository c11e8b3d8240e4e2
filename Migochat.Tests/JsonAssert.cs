using System.Text.Json.Nodes;

namespace Migochat.Tests;

/// <summary>Compares JSON with text that people can read.</summary>
internal static class JsonAssert
{
    /// <summary>The same members in the same order, however the expected text is laid out.</summary>
    public static void Equal(string expected, JsonNode? actual) => Assert.Equal(JsonNode.Parse(expected)!.Json(), actual!.Json());

    /// <summary>The object has these members, among others; null stands for a member that is null or missing.</summary>
    public static void Has(JsonNode? actual, params (string Name, string? Value)[] expected) =>
        Assert.Equal(expected, expected.Select(member => (member.Name, actual![member.Name]?.ToString())));

    /// <summary>The response is a problem with its own status, and its title or detail holds the text.</summary>
    public static async Task IsProblemAsync(HttpResponseMessage response, string text)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal((int)response.StatusCode, problem["status"]!.GetValue<int>());
        Assert.Contains(text, $"{problem["title"]} {problem["detail"]}", StringComparison.Ordinal);
    }
}
