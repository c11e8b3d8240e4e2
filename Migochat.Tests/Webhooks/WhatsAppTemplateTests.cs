using System.Text.Json;
using Migochat.Webhooks;

namespace Migochat.Tests.Webhooks;

public sealed class WhatsAppTemplateTests
{
    [Theory]
    [InlineData("""[{"type":"text","text":"Mona"},{"type":"text","text":"25%"}]""", "Hi {{1}}, {{2}} off", "Hi Mona, 25% off")]
    [InlineData("""[{"type":"text","parameter_name":"name","text":"Mona"}]""", "Hi {{name}}, {{name}}", "Hi Mona, Mona")]
    [InlineData("""[{"type":"currency","currency":{"fallback_value":"EGP 250"}},{"type":"date_time","date_time":{"fallback_value":"1 March"}}]""", "{{1}} until {{2}}", "EGP 250 until 1 March")]
    [InlineData("""[{"type":"image","image":{}}]""", "Hi {{1}}", "Hi {{1}}")]
    [InlineData("7", "Hi", "Hi")]
    [InlineData("[]", null, null)]
    public void The_text_is_the_body_with_the_values_that_were_sent(string parameters, string? body, string? expected)
    {
        var sent = Parse($$"""{"name":"offer","components":[{"type":"header","parameters":[{"type":"text","text":"no"}]},{"type":"body","parameters":{{parameters}}}]}""");
        var template = Parse(JsonSerializer.Serialize(new { components = new[] { new { type = "HEADER", text = "head" }, new { type = "BODY", text = body! } } }));

        Assert.Equal(expected, WhatsAppTemplate.TextOf(sent, template));
    }

    [Fact]
    public void Long_values_in_many_places_do_not_grow_without_limit()
    {
        var sent = Parse($$"""{"components":[{"type":"body","parameters":[{"text":"{{new string('{', 4000)}}"},{"text":"{{new string('x', 5000)}}"}]}]}""");
        var template = Parse(JsonSerializer.Serialize(new { components = new[] { new { type = "BODY", text = string.Concat(Enumerable.Repeat("{{1}}{{2}}", 1000)) } } }));

        Assert.Equal(10_000, WhatsAppTemplate.TextOf(sent, template)!.Length);
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
