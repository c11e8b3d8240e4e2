using System.Globalization;
using System.Text.Json.Nodes;

namespace Migochat.Tests.Leads;

/// <summary>Puts people into a shop's file without messages, for tests of what is shown of them.</summary>
internal static class People
{
    /// <param name="shop">Where.</param>
    /// <param name="values">Assignments such as <c>lead_score = 80</c>, one text a person; ids are 1, 2 and so on.</param>
    public static void Add(this Shop shop, params string[] values)
    {
        using var database = shop.Database();
        foreach (var value in values)
        {
            database.Run("INSERT INTO users (psid, created_at, last_stage_change) SELECT 1000 + count(*), '2026-03-01 11:00:00.000000', '2026-03-01 11:00:00.000000' FROM users");
            if (value.Length > 0)
                database.Run($"UPDATE users SET {value} WHERE id = (SELECT max(id) FROM users)");
        }
    }

    /// <summary>Sends a text over WhatsApp, some minutes before the clock of the tests.</summary>
    public static Task WritesAsync(this Shop shop, string number, string text = "بكام؟", string? name = null, int minutesAgo = 5) => shop.SendAsync(Texts.WhatsApp(
        [Texts.WhatsAppMessage($"wamid.{number}.{minutesAgo}", number, text: text, time: Texts.Before + (5 - minutesAgo) * 60_000L)],
        [Texts.Contact(number, name: name)]).Json());

    /// <summary>The ids of all items, page by page, with blanks between.</summary>
    public static async Task<string> IdsAsync(this Shop shop, string path, int limit = 2)
    {
        var ids = new List<long>();
        string? cursor = null;
        do
        {
            var query = string.Create(CultureInfo.InvariantCulture, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={limit}");
            var (_, page) = await shop.CallAsync(HttpMethod.Get, cursor is null ? query : $"{query}&cursor={cursor}");
            ids.AddRange(page!["items"]!.AsArray().Select(item => item!["id"]!.GetValue<long>()));
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);
        return string.Join(' ', ids);
    }

    public static async Task<JsonNode> GetAsync(this Shop shop, string path) => (await shop.CallAsync(HttpMethod.Get, path)).Body!;
}
