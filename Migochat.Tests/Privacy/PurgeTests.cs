using Migochat.Data;
using Migochat.Privacy;

namespace Migochat.Tests.Privacy;

public sealed class PurgeTests
{
    [Theory]
    [InlineData(null, "deletion 400, deletion 29, edit 29")]
    [InlineData("90", "deletion 29, edit 29")]
    [InlineData("500", "deletion 400, deletion 29, edit 29")]
    [InlineData("20", "edit 29")]
    public async Task What_waited_thirty_days_goes_and_deletions_stay_as_long_as_texts(string? retention, string left)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false, ("retention_days", retention));
        foreach (var (kind, days) in ((string, int)[])[("deletion", 400), ("deletion", 29), ("edit", 31), ("identities", 31), ("edit", 29)])
            shop.Store(context => context.Add(new PendingReceipt { Kind = kind, Target = $"{days}", Discriminator = "", EventAt = DaysAgo(days), ReceivedAt = DaysAgo(days) }));

        var purged = await shop.Service<Purge>().RunAsync(CancellationToken.None);
        var again = await shop.Service<Purge>().RunAsync(CancellationToken.None);

        Assert.Equal(left, string.Join(", ", shop.Rows("SELECT kind || ' ' || target AS row FROM pending_receipts ORDER BY id").Select(row => row["row"])));
        Assert.Equal((new PurgeCounts(0, 0, 5 - (int)shop.Count("pending_receipts"), 0), PurgeCounts.None), (purged, again));
    }

    [Fact]
    public async Task Dead_letters_go_after_thirty_days_in_as_many_slices_as_it_takes()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.Store(context => context.AddRange(Enumerable.Range(0, 2003).Select(number =>
            new DeadLetter { ContentHash = $"hash-{number}", Kind = DeadLetterKind.Unrecognised, Envelope = "", ReceivedAt = DaysAgo(number < 2000 ? 31 : 30) })));

        Assert.Equal(new PurgeCounts(0, 0, 0, 2000), await shop.Service<Purge>().RunAsync(CancellationToken.None));

        Assert.Equal(3, shop.Count("dead_letters"));
        Assert.Single(shop.Log.All, line => line.EndsWith("0 receipts that waited for a message, 2000 dead letters, 0 replies of the outbox", StringComparison.Ordinal));
    }

    private static DateTime DaysAgo(int days) => new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc).AddDays(-days);
}
