using System.Net;
using System.Text.Json.Nodes;
using CsCheck;

namespace Migochat.Tests.Webhooks;

/// <summary>The promise of <see cref="OrderTests"/> over HTTP: many clients at once, deliveries of several entries, repeats.</summary>
public sealed class ParallelOrderTests
{
    private const int Clients = 12;
    private const int Events = 240;

    [Fact]
    public async Task Many_clients_at_once_leave_the_same_rows_as_one_after_the_other()
    {
        using var ledger = new Ledger();
        await Gen.Select(Histories.Long(Events), Gen.Int[0, int.MaxValue]).SampleAsync(
            async (history, seed) => LedgerText.Compare(ledger.Write(history), await SendAsync(Deliveries(history, new Random(seed)))),
            iter: 4,
            threads: 1);
    }

    /// <summary>Every event at least once, some of them twice, in any order; up to five of one object in a delivery.</summary>
    private static string[] Deliveries(JsonNode[] history, Random random)
    {
        var repeated = history.Concat(history.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(repeated);
        return
        [
            .. repeated
                .GroupBy(delivery => (string)delivery["object"]!, StringComparer.Ordinal)
                .SelectMany(sameObject => sameObject.Chunk(random.Next(1, 6)))
                .Select(Together),
        ];
    }

    private static string Together(JsonNode[] deliveries) => new JsonObject
    {
        ["object"] = (string)deliveries[0]["object"]!,
        ["entry"] = new JsonArray([.. deliveries.SelectMany(delivery => delivery["entry"]!.AsArray()).Select(entry => entry!.DeepClone())]),
    }.Json();

    private static async Task<string> SendAsync(string[] deliveries)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var index && index < deliveries.Length)
                Assert.Equal(HttpStatusCode.OK, await shop.SendAsync(deliveries[index]));
        })));
        using var database = shop.Database();
        return LedgerText.Of(database);
    }
}
