using System.Diagnostics;
using Migochat.Settings;

namespace Migochat.Tests.Settings;

/// <summary>The table of docs/settings.md, row by row.</summary>
public sealed class KeyVaultFaultTests
{
    private const string Failing = "Warning: Key Vault did not give every secret";

    public static TheoryData<string, int, int, string> Table
    {
        get
        {
            var rows = new TheoryData<string, int, int, string>();
            foreach (var row in Repository.Table("docs/settings.md", "### What a vault does, and what the webhook answers"))
                rows.Add(row[0], Number(row[1]), Number(row[2]), row[3].Trim('`'));
            return rows;
        }
    }

    [Fact]
    public void The_table_has_every_fault()
    {
        Assert.Equal(VaultFault.ByName.Keys.Order(StringComparer.Ordinal), Table.Select(row => (string)row[0]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Table))]
    public async Task With_nothing_known_the_first_delivery_is_answered_within_3_seconds(string name, int nothingKnown, int known, string log)
    {
        Assert.Equal(nothingKnown == 200, log.Length == 0);
        await using var vault = await TestVault.StartAsync(("fb-app-secret", Shop.Secret));
        VaultFault.ByName[name].Begin(vault);
        // A good answer is not to depend on how fast this machine is.
        await using var shop = nothingKnown == 200 ? await VaultShop.OpenAsync(vault) : await VaultShop.OpenByTheClockAsync(vault);

        var started = Stopwatch.GetTimestamp();
        var answer = await shop.DeliverAsync();
        var took = Stopwatch.GetElapsedTime(started);

        Assert.Equal(nothingKnown, answer);
        Assert.True(nothingKnown == 200 || took < TimeSpan.FromSeconds(3), $"{took}");
        Assert.Equal(nothingKnown == 200 ? 1 : 0, shop.Count("messages"));
        if (known == 200 && nothingKnown == 503)
            await shop.Log.UntilAsync(Failing);
    }

    [Theory]
    [MemberData(nameof(Table))]
    public async Task With_the_secret_known_a_delivery_waits_for_nothing(string name, int nothingKnown, int known, string log)
    {
        var goesWrong = (nothingKnown, known) == (503, 200);
        await using var vault = await TestVault.StartAsync(("fb-app-secret", Shop.Secret));
        await using var shop = await VaultShop.OpenAsync(vault);
        Assert.Equal(200, await shop.DeliverAsync());
        var fault = VaultFault.ByName[name];

        fault.Begin(vault);
        shop.Time.Advance(TimeSpan.FromSeconds(30));
        if (fault.IsSilent)
        {
            // The clock stands and the refresh hangs, so a request that waited for it would wait for ever.
            await vault.Silent;
            for (var i = 0; i < 5; i++)
                Assert.Equal(200, await shop.DeliverAsync());
            Assert.DoesNotContain(shop.Log.All, line => line.Contains(Failing, StringComparison.Ordinal));
            shop.Time.Advance(KeyVaultSecrets.Limit);
        }

        await (log.Length > 0 ? shop.Log.UntilAsync(log) : shop.AskVaultAsync());
        await shop.AskVaultAsync(fault.IsSilent);
        await shop.AskVaultAsync(fault.IsSilent);
        await shop.Service<SettingsReader>().RefreshAsync(CancellationToken.None);
        Assert.Equal(known, await shop.DeliverAsync());
        Assert.Equal(goesWrong ? 1 : 0, shop.Log.All.Count(line => line.StartsWith(Failing, StringComparison.Ordinal)));
        Assert.DoesNotContain(shop.Log.All, line => line.Contains(Shop.Secret, StringComparison.Ordinal) || line.Contains("half-of-a-sec", StringComparison.Ordinal));

        vault.Heal();
        // A refresh that began before ends first.
        await shop.AskVaultAsync(fault.IsSilent);
        await shop.AskVaultAsync();
        await shop.Service<SettingsReader>().RefreshAsync(CancellationToken.None);
        Assert.Equal(200, await shop.DeliverAsync());
        Assert.Equal(goesWrong ? 1 : 0, shop.Log.All.Count(line => line.Contains("answers for every secret again", StringComparison.Ordinal)));
    }

    private static int Number(string cell) => int.Parse(cell, System.Globalization.CultureInfo.InvariantCulture);
}
