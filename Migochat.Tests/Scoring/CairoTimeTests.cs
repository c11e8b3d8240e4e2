using Migochat.Scoring;

namespace Migochat.Tests.Scoring;

public sealed class CairoTimeTests
{
    [Theory]
    [InlineData("2026-01-10T21:59:59", "2026-01-10")] // winter: two hours ahead
    [InlineData("2026-01-10T22:00:00", "2026-01-11")]
    [InlineData("2026-07-10T20:59:59", "2026-07-10")] // summer: three
    [InlineData("2026-07-10T21:00:00", "2026-07-11")]
    [InlineData("2026-04-23T21:59:59", "2026-04-23")] // the night of the change
    [InlineData("2026-04-23T22:00:00", "2026-04-24")]
    [InlineData("0001-01-01T00:00:00", "0001-01-01")]
    [InlineData("9999-12-31T23:59:59", "9999-12-31")]
    public void A_day_ends_at_midnight_in_Cairo(string utc, string day) =>
        Assert.Equal(DateOnly.Parse(day, null), CairoTime.DayOf(DateTime.SpecifyKind(DateTime.Parse(utc, null), DateTimeKind.Utc)));
}
