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

    public void Dispose() => _ledger.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_order_gives_the_same_rows(string name) => Compare(Histories[name]);

    // Its removal lets the old edit in, which joins the two who are named as its author.
    [Fact]
    public void A_removed_post_may_lose_its_author_to_an_edit_that_is_too_old()
    {
        _ledger.Settings = _ledger.Settings with { KeptSince = DateTime.UnixEpoch.AddMilliseconds(Texts.Before - 5 * Hour) };
        Compare(
            Texts.Messenger(Texts.MessengerItem("m_1", Mona, time: Texts.Before - 3 * Hour)),
            Post("edited", "edited_time", Texts.Before - 9 * Hour, Mona, "بكام؟"),
            Post("remove", "edited_time", Texts.Before - 2 * Hour, null, null),
            Post("add", "created_time", Texts.Before - Hour, "5550001112223334", "ابعتوه المنصورة"));
    }

    private void Compare(params JsonNode[] history)
    {
        var expected = _ledger.Write(history);

        foreach (var order in Orders(history))
            LedgerText.Compare(expected, _ledger.Write(order));
        LedgerText.Compare(expected, _ledger.Rebuild());
    }

    private static IEnumerable<JsonNode[]> Orders(JsonNode[] items) => items.Length == 0
        ? [[]]
        : items.SelectMany((item, index) => Orders([.. items[..index], .. items[(index + 1)..]]).Select(rest => (JsonNode[])[item, .. rest]));

    private static JsonObject Lead(long time) => Texts.Envelope("page", Texts.PageId, "changes", new JsonObject
    {
        ["field"] = "leadgen",
        ["value"] = new JsonObject { ["leadgen_id"] = "444000", ["page_id"] = Texts.PageId, ["form_id"] = "333", ["created_time"] = time / 1000 },
    });

    private static JsonObject Post(string verb, string timeName, long time, string? sender, string? text) => Texts.Envelope("page", Texts.PageId, "changes", new JsonObject
    {
        ["field"] = "feed",
        ["value"] = new JsonObject { ["item"] = "post", ["verb"] = verb, ["post_id"] = "1_90", ["message"] = text, ["sender_id"] = sender, [timeName] = time / 1000 },
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
