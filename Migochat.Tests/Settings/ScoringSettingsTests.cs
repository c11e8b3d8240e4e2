using Migochat.Settings;

namespace Migochat.Tests.Settings;

public sealed class ScoringSettingsTests
{
    [Theory]
    [InlineData(null, null, null, 75, 40, 60, "")]
    [InlineData("80", " 50 ", "30", 80, 50, 30, "")]
    [InlineData("50", "40", "1", 50, 40, 1, "")]
    [InlineData("49", "40", null, 75, 40, 60, "lead_scoring_threshold lead_warm_threshold")] // too close
    [InlineData("40", null, null, 75, 40, 60, "lead_scoring_threshold lead_warm_threshold")] // too close to the default
    [InlineData("80", "14", null, 80, 40, 60, "lead_warm_threshold")]
    [InlineData("101", "50", null, 75, 50, 60, "lead_scoring_threshold")]
    [InlineData("hot", "40", null, 75, 40, 60, "lead_scoring_threshold")]
    [InlineData("75.5", "40", "-3", 75, 40, 60, "lead_scoring_threshold lead_lost_after_days")]
    [InlineData("75", "40", "100000", 75, 40, 60, "lead_lost_after_days")]
    public void What_cannot_be_used_falls_back_to_the_default(string? hot, string? warm, string? lost, int expectedHot, int expectedWarm, int expectedLost, string unusable)
    {
        var values = new Dictionary<string, SettingValue>(StringComparer.Ordinal);
        foreach (var (key, value) in ((string, string?)[])[(SettingKeys.LeadScoringThreshold, hot), (SettingKeys.LeadWarmThreshold, warm), (SettingKeys.LeadLostAfterDays, lost)])
        {
            if (value is not null)
                values[key] = new SettingValue(value, SettingSource.AppSetting);
        }

        var snapshot = new SettingsSnapshot(values);

        Assert.Equal(new ScoringThresholds(expectedHot, expectedWarm, TimeSpan.FromDays(expectedLost)), snapshot.ScoringThresholds);
        Assert.Equal(unusable, string.Join(' ', snapshot.Unusable));
    }

    [Fact]
    public async Task It_is_told_once()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false, ("lead_warm_threshold", "lukewarm"));

        await shop.Service<SettingsReader>().RefreshAsync(CancellationToken.None);
        await shop.Service<SettingsReader>().RefreshAsync(CancellationToken.None);

        Assert.Single(shop.Log.All, line => line == "Warning: Settings that break their rule, so that their defaults hold (lists of ids hold as they are): lead_warm_threshold");
    }
}
