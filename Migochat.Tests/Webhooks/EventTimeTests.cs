using Migochat.Data;

namespace Migochat.Tests.Webhooks;

public sealed class EventTimeTests
{
    private static readonly DateTime Received = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(1_772_366_100_123L, null, "2026-03-01T11:55:00.123Z")]
    [InlineData(1_772_366_100L, null, "2026-03-01T11:55:00Z")]
    [InlineData(1_772_366_700L, null, "2026-03-01T12:05:00Z")] // five minutes ahead: still sane
    [InlineData(1_772_366_701L, null, "2026-03-01T12:00:00Z")]
    [InlineData(1_262_304_000L, null, "2010-01-01T00:00:00Z")]
    [InlineData(1_262_303_999L, null, "2026-03-01T12:00:00Z")]
    [InlineData(null, 1_772_366_100L, "2026-03-01T11:55:00Z")]
    [InlineData(0L, 1_772_366_100_500L, "2026-03-01T11:55:00.500Z")]
    [InlineData(long.MaxValue, long.MinValue, "2026-03-01T12:00:00Z")]
    [InlineData(null, null, "2026-03-01T12:00:00Z")]
    public void The_first_sane_time_counts(long? own, long? entry, string expected)
    {
        var time = EventTime.Resolve(own, entry, Received);

        Assert.Equal(DateTime.Parse(expected, null, System.Globalization.DateTimeStyles.AdjustToUniversal), time);
    }
}
