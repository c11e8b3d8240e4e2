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
    public Task Many_clients_at_once_leave_the_same_rows_as_one_after_the_other() => CompareAsync(isToTwo: false, cases: 4);

    [PostgresFact]
    public Task Two_instances_of_one_database_leave_the_same_rows_as_one() => CompareAsync(isToTwo: true, GeneratedCases.Or(4));

    private static async Task CompareAsync(bool isToTwo, int cases)
    {
        using var ledger = new Ledger();
        await Gen.Select(Histories.Long(Events), Gen.Int[0, int.MaxValue]).SampleAsync(
            async (history, seed) => LedgerText.Compare(ledger.Write(history), await SendAsync(Deliveries(history, new Random(seed)), isToTwo)),
            iter: cases,
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

    private static async Task<string> SendAsync(string[] deliveries, bool isToTwo)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await using var other = isToTwo ? await shop.OpenAnotherAsync() : null;
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            var instance = other is not null && client % 2 == 0 ? other : shop;
            while (Interlocked.Increment(ref next) is var index && index < deliveries.Length)
                Assert.Equal(HttpStatusCode.OK, await instance.SendAsync(deliveries[index]));
        })));
        using var database = shop.Database();
        return LedgerText.Of(database);
    }
}
