using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Migochat.Api;

namespace Migochat.Tests.Api;

/// <summary>The examples of docs/api.md have the members and values that the API's description says.</summary>
public sealed partial class ApiPageTests
{
    /// <summary>The schema of each example, in the page's order.</summary>
    private static readonly string[] Schema =
    [
        "LeadPage", "LeadPatch", "ErasureReceipt", "PurgePreview", "ReplyNew", "ReplyNew", "ReplyNew", "Reply", "SentReport", "Post", "AdCampaign", "DeadLetterPage", "Replay", "Replay", "Setting",
    ];

    [Fact]
    public void Every_example_is_one_of_its_schema()
    {
        var document = JsonNode.Parse(OpenApiDocument.Read())!;
        var examples = Example().Matches(Repository.Read("docs/api.md")).SelectMany(match => Values(match.Groups["json"].Value)).ToArray();

        Assert.Equal(Schema.Length, examples.Length);
        Assert.All(examples.Zip(Schema), example =>
            Assert.Empty(Schemas.Differences(document, new JsonObject { ["$ref"] = $"#/components/schemas/{example.Second}" }, example.First, example.Second)));
    }

    [GeneratedRegex("```json\n(?<json>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Example();

    /// <summary>Several values may follow each other.</summary>
    private static List<JsonNode> Values(string text)
    {
        var values = new List<JsonNode>();
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
            values.Add(JsonNode.Parse(ref reader)!);
        return values;
    }
}
