using CsCheck;
using Migochat.Messaging;

namespace Migochat.Tests.Messaging;

public sealed class ThreadingTests
{
    private static readonly TimeSpan Idle = TimeSpan.FromHours(24);
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(0, ThreadPosition.JoinsNewest)]
    [InlineData(24, ThreadPosition.JoinsNewest)] // a gap of exactly the idle time still joins
    [InlineData(24.001, ThreadPosition.StartsNew)]
    [InlineData(-1, ThreadPosition.BeforeNewest)]
    public void A_message_is_placed_by_its_gap(double hoursAfter, ThreadPosition expected)
    {
        var newest = new ConversationRun(1, Start, Start, true, 1, null);

        Assert.Equal(expected, Threading.PositionOf(newest, Start.AddHours(hoursAfter), Idle));
    }

    [Fact]
    public void The_first_message_begins() => Assert.Equal(ThreadPosition.StartsNew, Threading.PositionOf(null, Start, Idle));

    [Fact]
    public void Runs_have_gaps_within_the_idle_time_inside_and_beyond_it_between()
    {
        Gen.Int[0, 400].Array[1, 40].Sample(hours =>
        {
            var times = hours.Order().Select(hour => Start.AddHours(hour)).ToArray();

            var runs = Threading.Runs(times, Idle);

            Assert.Equal(times.Length, runs.Sum(run => run.MessageCount));
            Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.True(pair.Second.StartedAt - pair.First.LastActivity > Idle));
            Assert.All(times, time => Assert.Single(runs, run => run.StartedAt <= time && time <= run.LastActivity));
        });
    }

    [Fact]
    public void A_late_message_unites_the_runs_it_touches_under_the_older_row()
    {
        var first = new ConversationRun(7, Start, Start.AddHours(1), false, 3, null);
        var second = new ConversationRun(2, Start.AddHours(40), Start.AddHours(41), true, 2, null);

        var united = Threading.Unite([first, second], Start.AddHours(20));

        Assert.Equal((2, Start, Start.AddHours(41), 6), (united.Id, united.StartedAt, united.LastActivity, united.MessageCount));
    }
}
