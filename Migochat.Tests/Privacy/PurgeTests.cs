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
            Add(shop, "INSERT INTO pending_receipts (kind, target, discriminator, event_at, received_at) VALUES", $"'{kind}', '{days}', '', {DaysAgo(days)}, {DaysAgo(days)}");

        var purged = await shop.Service<Purge>().RunAsync(CancellationToken.None);
        var again = await shop.Service<Purge>().RunAsync(CancellationToken.None);

        Assert.Equal(left, string.Join(", ", shop.Rows("SELECT kind || ' ' || target AS row FROM pending_receipts ORDER BY id").Select(row => row["row"])));
        Assert.Equal((new PurgeCounts(0, 0, 5 - (int)shop.Count("pending_receipts"), 0), PurgeCounts.None), (purged, again));
    }

    [Fact]
    public async Task Dead_letters_go_after_thirty_days_in_as_many_slices_as_it_takes()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        using (var outside = shop.Database())
        {
            outside.Run($"""
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2003)
                INSERT INTO dead_letters (content_hash, kind, envelope, received_at)
                SELECT 'hash-' || i, 'UNRECOGNISED', '', iif(i <= 2000, {DaysAgo(31)}, {DaysAgo(30)}) FROM n
                """);
        }

        Assert.Equal(new PurgeCounts(0, 0, 0, 2000), await shop.Service<Purge>().RunAsync(CancellationToken.None));

        Assert.Equal(3, shop.Count("dead_letters"));
        Assert.Single(shop.Log.All, line => line.EndsWith("0 receipts that waited for a message, 2000 dead letters", StringComparison.Ordinal));
    }

    private static string DaysAgo(int days) => $"strftime('%Y-%m-%d %H:%M:%f000', '2026-03-01 12:00:00', '-{days} days')";

    private static void Add(Shop shop, string insert, string values)
    {
        using var outside = shop.Database();
        outside.Run($"{insert} ({values})");
    }
}
