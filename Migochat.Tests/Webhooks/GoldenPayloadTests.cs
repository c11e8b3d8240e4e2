using System.Net;
using System.Text;
using System.Text.Json;

namespace Migochat.Tests.Webhooks;

/// <summary>
/// One delivery a file in Payloads/, as Meta sends it, by invented people; beside it the rows that it leaves, of which the
/// columns named there are compared.
/// </summary>
public sealed class GoldenPayloadTests
{
    public static TheoryData<string> Cases() => [.. Directory
        .EnumerateFiles("Payloads", "*.json", SearchOption.AllDirectories)
        .Where(file => !file.EndsWith(".rows.json", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_payload_leaves_its_rows(string file)
    {
        await using var shop = await Shop.OpenAsync();
        var body = await File.ReadAllBytesAsync(file);

        using var first = await shop.PostAsync(body, Shop.Sign(body));
        var rows = await RowsOf(shop, file);
        using var second = await shop.PostAsync(body, Shop.Sign(body));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal(rows, await RowsOf(shop, file));
    }

    private static async Task<string> RowsOf(Shop shop, string file)
    {
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(file, ".rows.json")));
        foreach (var table in expected.RootElement.EnumerateObject())
        {
            var columns = table.Value.EnumerateArray().SelectMany(row => row.EnumerateObject()).Select(column => column.Name).Distinct(StringComparer.Ordinal).ToArray();
            var actual = shop.Rows($"SELECT {(columns.Length == 0 ? "id" : string.Join(", ", columns))} FROM {table.Name} ORDER BY id");
            Assert.Equal(
                table.Value.EnumerateArray().Select(row => Line(columns, column => row.TryGetProperty(column, out var value) ? Text(value) : null)),
                actual.Select(row => Line(columns, column => row[column])));
        }

        return Everything(shop);
    }

    private static string Everything(Shop shop)
    {
        var text = new StringBuilder();
        foreach (var table in (string[])["users", "user_identities", "messages", "conversations", "posts", "ad_campaigns"])
        {
            foreach (var row in shop.Rows($"SELECT * FROM {table} ORDER BY id"))
                text.AppendLine(string.Join(" | ", row.Select(column => $"{column.Key}={column.Value}")));
        }

        return text.ToString();
    }

    private static string Line(string[] columns, Func<string, string?> value) => string.Join(" | ", columns.Select(column => $"{column}={value(column)}"));

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.ToString();
}
