using System.Text.Json.Nodes;

namespace Migochat.Tests.Webhooks;

/// <summary>Small histories that once came out differently in another order. Every order of each must give the same rows.</summary>
public sealed class OrderRegressionTests : IDisposable
{
    private const long Hour = 3600 * 1000;
    private const string Mona = "6543210987654321";

    private readonly Ledger _ledger = new();

    public static TheoryData<string> Names() => [.. Histories.Keys];

    private static Dictionary<string, JsonNode[]> Histories { get; } = new(StringComparer.Ordinal)
    {
        ["a form that was filled in at two times"] = [Lead(Texts.Before), Lead(Texts.Before - Hour)],
        ["a read mark between two copies that disagree on who wrote"] =
        [
            Texts.Messenger(Texts.MessengerItem("m_1", Mona, time: Texts.Before)),
            Texts.Messenger(Echo("m_1", Texts.Before - 9 * Hour)),
            Texts.Messenger(new JsonObject
            {
                ["sender"] = new JsonObject { ["id"] = Mona },
                ["recipient"] = new JsonObject { ["id"] = Texts.PageId },
                ["timestamp"] = Texts.Before - 2 * Hour,
                ["read"] = new JsonObject { ["watermark"] = Texts.Before - 2 * Hour },
            }),
        ],
        ["a text with a place from a number that only then is the present one"] =
        [
            Message("wamid.1", "201001112223", "بكام؟", Texts.Before - 9 * Hour),
            NumberChange("201001112223", "201112223334", Texts.Before - 10 * Hour),
            Message("wamid.2", "201112223334", "ابعتوه المنصورة", Texts.Before),
        ],
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_order_gives_the_same_rows(string name)
    {
        var history = Histories[name];
        var expected = _ledger.Write(history);

        foreach (var order in Orders(history))
            LedgerText.Compare(expected, _ledger.Write(order));
        LedgerText.Compare(expected, _ledger.Rebuild());
    }

    public void Dispose() => _ledger.Dispose();

    private static IEnumerable<JsonNode[]> Orders(JsonNode[] items) => items.Length == 0
        ? [[]]
        : items.SelectMany((item, index) => Orders([.. items[..index], .. items[(index + 1)..]]).Select(rest => (JsonNode[])[item, .. rest]));

    private static JsonObject Lead(long time) => Texts.Envelope("page", Texts.PageId, "changes", new JsonObject
    {
        ["field"] = "leadgen",
        ["value"] = new JsonObject { ["leadgen_id"] = "444000", ["page_id"] = Texts.PageId, ["form_id"] = "333", ["created_time"] = time / 1000 },
    });

    private static JsonObject Echo(string mid, long time)
    {
        var item = Texts.MessengerItem(mid, Texts.PageId, time: time);
        item["recipient"] = new JsonObject { ["id"] = Mona };
        item["message"]!["is_echo"] = true;
        return item;
    }

    private static JsonObject Message(string id, string from, string text, long time) =>
        Texts.WhatsApp([Texts.WhatsAppMessage(id, from, text: text, time: time)], [Texts.Contact(from)]);

    private static JsonObject NumberChange(string from, string to, long time)
    {
        var message = Texts.WhatsAppMessage("wamid.system", from, time: time);
        message.Remove("text");
        message["type"] = "system";
        message["system"] = new JsonObject { ["type"] = "user_changed_number", ["wa_id"] = to };
        return Texts.WhatsApp([message]);
    }
}
