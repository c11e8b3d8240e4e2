namespace Migochat.Tests.Webhooks;

public sealed class RefusalLogTests
{
    [Fact]
    public async Task A_clients_first_refusals_are_logged_and_the_others_counted_once_a_minute()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        for (var n = 0; n < 25; n++)
            using (await shop.PostAsync("{}"u8.ToArray(), signature: null)) { }

        shop.Time.Advance(TimeSpan.FromMinutes(1));
        using (await shop.PostAsync("{}"u8.ToArray(), signature: null)) { }

        Assert.Equal(11, shop.Log.All.Count(line => line.Contains("Refused meta delivery", StringComparison.Ordinal)));
        Assert.Single(shop.Log.All, line => line.Contains("Refused 15 more", StringComparison.Ordinal));
    }
}
