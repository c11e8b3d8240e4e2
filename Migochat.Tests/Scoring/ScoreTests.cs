using Migochat.Data;
using Migochat.Scoring;
using Migochat.Texts;
using static Migochat.Tests.Scoring.SomeLead;

namespace Migochat.Tests.Scoring;

public sealed class ScoreTests
{
    [Theory]
    [InlineData(MessageSource.LeadAd, 20)]
    [InlineData(MessageSource.AdMessage, 15)]
    [InlineData(MessageSource.DirectMessage, 10)]
    [InlineData(MessageSource.StoryReply, 8)]
    [InlineData(MessageSource.PostComment, 8)]
    public void A_source_has_its_worth(MessageSource source, int points) =>
        Assert.Equal(points, PointsFor(Facts(source, DaysAgo(50)), "source"));

    [Fact]
    public void The_strongest_source_of_ninety_days_counts()
    {
        var facts = Facts() with { Touches = [new(MessageSource.LeadAd, Before(90)), new(MessageSource.AdMessage, Before(89.9)), new(MessageSource.DirectMessage, Before(1))] };

        Assert.Equal(15, PointsFor(facts, "source"));
        Assert.Equal(10, PointsFor(facts, "source", Now.AddDays(1)));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 8)]
    [InlineData(3, 12)]
    [InlineData(50, 12)]
    public void A_days_messages_have_their_worth(int count, int points) =>
        Assert.Equal(points, PointsFor(Facts([.. Enumerable.Repeat(DaysAgo(0), count)]), "messages"));

    [Fact]
    public void A_group_is_capped_by_a_part_of_its_own()
    {
        var facts = Facts([.. Enumerable.Range(0, 3).SelectMany(day => Enumerable.Repeat(DaysAgo(day), 3))]);

        var score = Score.Of(facts, Now);

        Assert.Equal(-1, score.Parts.Single(part => part.Name == "engagement cap").Points);
        Assert.Equal(45, score.Points);
    }

    [Fact]
    public void The_whole_is_capped_by_a_part_of_its_own()
    {
        var messages = Enumerable.Range(0, 3).SelectMany(day => Enumerable.Repeat(DaysAgo(day, Intents.Order), 3));
        var facts = Facts(MessageSource.LeadAd, [.. messages]) with { HasPhone = true, HasGovernorate = true, HasFullName = true, Type = CustomerType.Vip };

        var score = Score.Of(facts, Now);

        Assert.Equal(-35, score.Parts.Single(part => part.Name == "score cap").Points);
        Assert.Equal(100, score.Points);
    }

    [Theory]
    [InlineData(Intents.Order, 45)]
    [InlineData(Intents.Price, 20)]
    [InlineData(Intents.Delivery, 15)]
    [InlineData(Intents.Availability, 15)]
    [InlineData(Intents.Price | Intents.Order | Intents.Delivery, 45)]
    [InlineData(Intents.Price | Intents.Complaint, 0)]
    [InlineData(Intents.Complaint, 0)]
    [InlineData(Intents.Greeting | Intents.Thanks, 0)]
    [InlineData(Intents.Order | Intents.Refusal, 0)] // at or before it
    public void A_days_strongest_signal_counts(Intents signals, int points) =>
        Assert.Equal(points, PointsFor(Facts(DaysAgo(0, signals)), "intent"));

    [Theory]
    [InlineData("text", "1 message on 2026-03-01.")]
    [InlineData("audio", "1 message on 2026-03-01, 1 voice note among them.")]
    [InlineData("image", "1 message on 2026-03-01, 1 picture among them.")]
    [InlineData("text audio audio", "3 messages on 2026-03-01, 2 voice notes among them.")]
    [InlineData("text audio image video", "4 messages on 2026-03-01, 1 voice note and 2 pictures among them.")]
    public void A_voice_note_or_a_picture_counts_as_a_text_and_the_reason_says_so(string types, string reason)
    {
        var messages = types.Split(' ').Select((type, at) => new InboundMessage(Now.AddMinutes(-at), Type: type)).ToArray();

        var part = Assert.Single(Score.Of(Facts(messages), Now).Parts, part => part.Name == "messages");

        Assert.Equal((Math.Min(12, 4 * messages.Length), reason), (part.Points, part.Reason));
    }

    [Fact]
    public void A_complaint_takes_its_days_signals_and_messages_with_it()
    {
        var facts = Facts(DaysAgo(1, Intents.Price), DaysAgo(0.1, Intents.Order), DaysAgo(0.05, Intents.Complaint), DaysAgo(0, Intents.Order));

        Assert.Equal((20, 4), (PointsFor(facts, "intent"), PointsFor(facts, "messages")));
        var part = Assert.Single(Score.Of(facts, Now).Parts, part => part.Name == "complaint");
        Assert.Equal((0, "Complained on 2026-03-01; nothing of that day counts.", Intents.Complaint), (part.Points, part.Reason, part.Because!.Intent));
        Assert.Null(Facts(DaysAgo(0.1, Intents.Order), DaysAgo(0, Intents.Complaint)).OrderedAt);
    }

    [Fact]
    public void A_refusal_voids_what_came_before_it_on_every_day_and_nothing_after()
    {
        var before = Facts(DaysAgo(2, Intents.Order), DaysAgo(1, Intents.Price), DaysAgo(0.5, Intents.Refusal));
        var after = Facts(DaysAgo(2, Intents.Order), DaysAgo(0.5, Intents.Refusal), DaysAgo(0.1, Intents.Availability));

        Assert.Equal(0, PointsFor(before, "intent"));
        Assert.Equal(15, PointsFor(after, "intent"));
    }

    [Fact]
    public void A_VIP_is_worth_more_than_one_who_came_back()
    {
        var facts = Facts(DaysAgo(20), DaysAgo(0));

        Assert.Equal(10, PointsFor(facts, "returning"));
        Assert.Equal(15, PointsFor(facts with { Type = CustomerType.Vip }, "vip"));
        Assert.Equal(0, PointsFor(facts with { Type = CustomerType.New, IsTypeLocked = true }, "returning"));
    }

    private static int PointsFor(LeadFacts facts, string name, DateTime? now = null) =>
        Score.Of(facts, now ?? Now).Parts.Where(part => part.Name == name).Sum(part => part.Points);
}
