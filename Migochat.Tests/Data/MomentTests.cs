using System.Globalization;
using Migochat.Data;

namespace Migochat.Tests.Data;

public sealed class MomentTests
{
    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData("10:00", null, "10:00", "10:00")]
    [InlineData(null, "10:00", "10:00", "10:00")]
    [InlineData("10:00", "11:00", "10:00", "11:00")]
    [InlineData("11:00", "10:00", "10:00", "11:00")]
    [InlineData("10:00", "10:00", "10:00", "10:00")]
    public void Of_two_times_the_missing_one_loses(string? a, string? b, string? earlier, string? later)
    {
        Assert.Equal(Time(earlier), Moment.Earlier(Time(a), Time(b)));
        Assert.Equal(Time(later), Moment.Later(Time(a), Time(b)));
    }

    [Theory]
    [InlineData("10:00", "11:00", "10:00", "11:00")]
    [InlineData("11:00", "10:00", "10:00", "11:00")]
    [InlineData("10:00", "10:00", "10:00", "10:00")]
    public void Two_known_times_are_compared(string a, string b, string earlier, string later)
    {
        Assert.Equal(Time(earlier), Moment.Earlier(Time(a)!.Value, Time(b)!.Value));
        Assert.Equal(Time(later), Moment.Later(Time(a)!.Value, Time(b)!.Value));
    }

    [Fact]
    public void A_sum_beyond_the_last_time_is_missing()
    {
        var last = DateTime.MaxValue - TimeSpan.FromHours(1);

        Assert.Equal(DateTime.MaxValue, last.After(TimeSpan.FromHours(1)));
        Assert.Null(last.After(TimeSpan.FromHours(1) + Moment.Smallest));
    }

    private static DateTime? Time(string? hour) =>
        hour is null ? null : DateTime.Parse($"2026-03-01T{hour}Z", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
}
