using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Migochat.Tests.Webhooks;

/// <summary>
/// One delivery a file in Payloads/, as Meta sends it, by invented people; beside it the rows that it leaves, of which the
/// columns named there are compared, JSON by what it says. What happens over several deliveries stands there in as many
/// entries. The same delivery again changes nothing.
/// </summary>
public sealed class GoldenPayloadTests
{
    /// <summary>All that events fill.</summary>
    private static readonly string[] Tables =
    [
        "users", "user_identities", "messages", "conversations", "posts", "ad_campaigns", "referrals", "thread_marks",
        "pending_receipts", "fetches", "lead_activities", "dead_letters",
    ];

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
            var rows = table.Value.EnumerateArray().Select(row => row.EnumerateObject().ToArray()).ToArray();
            var stored = shop.Rows($"SELECT * FROM {table.Name} ORDER BY id");
            Assert.Equal(
                Lines(table.Name, rows.Select(row => row.Select(column => (column.Name, Text(column.Value))))),
                Lines(table.Name, stored.Select((row, at) => at < rows.Length
                    ? rows[at].Select(column => (column.Name, Text(row[column.Name])))
                    : row.Select(column => (column.Key, column.Value)))));
        }

        return Everything(shop);
    }

    private static string Everything(Shop shop) => string.Concat(
        from table in Tables
        select Lines(table, shop.Rows($"SELECT * FROM {table} ORDER BY id").Select(row => row.Where(column => column.Key != "seen").Select(column => (column.Key, column.Value)))));

    private static string Lines(string table, IEnumerable<IEnumerable<(string Name, string? Value)>> rows) =>
        string.Concat(rows.Select(row => $"{table}: {string.Join(" | ", row.Select(column => $"{column.Name}={column.Value}"))}\n"));

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object or JsonValueKind.Array => JsonSerializer.Serialize(value, Readable),
        _ => Text(value.ToString()),
    };

    /// <summary>A value of the database; JSON without what is only a way of writing it.</summary>
    private static string? Text(string? value)
    {
        if (value is not ['{', ..])
            return value;
        using var json = JsonDocument.Parse(value);
        return JsonSerializer.Serialize(json.RootElement, Readable);
    }
}
