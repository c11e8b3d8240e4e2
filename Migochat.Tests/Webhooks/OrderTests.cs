using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;

namespace Migochat.Tests.Webhooks;

/// <summary>The promise: the same events give the same rows, however they are ordered and repeated.</summary>
public sealed class OrderTests : IDisposable
{
    private readonly Ledger _ledger = new();

    /// <summary>How many histories; a long run sets MIGOCHAT_CASES.</summary>
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("MIGOCHAT_CASES"), CultureInfo.InvariantCulture, out var cases) ? cases : 300;

    [Fact]
    public void The_order_and_repetition_of_messages_change_nothing()
    {
        (from history in History
         from shuffled in Gen.Shuffle(history)
         from repeated in Pick(history).Array[0, 5]
         select (history, disorder: (JsonNode[])[.. repeated, .. shuffled]))
            .Sample(
                sample => Assert.Equal(_ledger.Write(sample.history), _ledger.Write(sample.disorder)),
                iter: Cases,
                threads: 1,
                print: sample => string.Join('\n', sample.disorder.Select(delivery => delivery.Json())));
    }

    public void Dispose() => _ledger.Dispose();

    // Few people, few message ids and coarse times, so that copies, ties and joins are common.
    private static Gen<JsonNode[]> History => Gen.OneOf(WhatsApp, Messenger, Instagram).Array[1, 14];

    private static Gen<long> Time => Gen.Int[0, 24].Select(step => Texts.Before - step * 7L * 3600 * 1000);

    private static Gen<string> Text => Pick("بكام؟", "عايز أطلب", "تمام");

    private static Gen<JsonNode> WhatsApp =>
        from id in Gen.Int[0, 8]
        from phone in Pick<string?>("201001112223", "201112223334", null)
        from user in Pick<string?>("EG.111", "EG.222", null)
        from name in Pick<string?>("منى عبد الله", "Mona", null)
        from time in Time
        from text in Text
        select (JsonNode)Texts.WhatsApp([Texts.WhatsAppMessage($"wamid.{id}", phone, user, text, time)], [Texts.Contact(phone, user, name)]);

    private static Gen<JsonNode> Messenger =>
        from id in Gen.Int[0, 5]
        from sender in Pick("6543210987654321", "201001112223")
        from echo in Gen.Bool
        from time in Time
        from text in Text
        select (JsonNode)Texts.Messenger(echo ? Echo(id, sender, text, time) : Texts.MessengerItem($"m_{id}", sender, text, time));

    private static Gen<JsonNode> Instagram =>
        from id in Gen.Int[0, 3]
        from sender in Pick("1789456123004567", "6543210987654321")
        from time in Time
        select (JsonNode)Texts.Instagram($"ig_{id}", sender, time: time);

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static JsonObject Echo(int id, string recipient, string text, long time)
    {
        var item = Texts.MessengerItem($"m_{id}", Texts.PageId, text, time);
        item["recipient"] = new JsonObject { ["id"] = recipient };
        item["message"]!["is_echo"] = true;
        return item;
    }
}
