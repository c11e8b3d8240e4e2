using Migochat.Scoring;

namespace Migochat.Tests.Scoring;

public sealed class DecayTests
{
    private static readonly DateTime From = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly TimeSpan Micro = TimeSpan.FromMicroseconds(1);

    [Theory]
    [InlineData(-1, 12)] // a clock ahead of ours
    [InlineData(0, 12)]
    [InlineData(3, 12)]
    [InlineData(4.125, 12)] // 11.5 rounds up
    [InlineData(16.5, 6)]
    [InlineData(28.875, 1)] // 0.5 rounds up
    [InlineData(29, 0)]
    [InlineData(30, 0)]
    [InlineData(40_000, 0)]
    public void Twelve_points_over_thirty_days(double days, int points) =>
        Assert.Equal(points, DailyMessages.Fading.Points(12, TimeSpan.FromDays(days)));

    [Theory]
    [InlineData(3, 45)]
    [InlineData(3.2, 45)] // 44.5 rounds up
    [InlineData(12, 23)] // 22.5 rounds up
    [InlineData(20.8, 1)]
    [InlineData(21, 0)]
    public void Forty_five_points_over_twenty_one_days(double days, int points) =>
        Assert.Equal(points, BuyingIntent.Fading.Points(45, TimeSpan.FromDays(days)));

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(45)]
    public void Every_change_comes_when_it_was_told_and_takes_one_point(int points)
    {
        foreach (var decay in (Decay[])[DailyMessages.Fading, BuyingIntent.Fading])
        {
            var (left, now) = (points, From);
            while (decay.NextChange(points, From, now) is { } next)
            {
                Assert.Equal(left, decay.Points(points, next - Micro - From));
                Assert.Equal(--left, decay.Points(points, next - From));
                now = next;
            }

            Assert.Equal(0, left);
        }
    }

    [Fact]
    public void Half_a_point_up_lasts_to_the_microsecond()
    {
        var half = From.AddDays(4.125);

        Assert.Equal(half + Micro, DailyMessages.Fading.NextChange(12, From, From));
    }
}
