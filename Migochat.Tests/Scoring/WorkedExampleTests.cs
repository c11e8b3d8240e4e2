using Migochat.Data;
using Migochat.Texts;
using static Migochat.Tests.Scoring.SomeLead;

namespace Migochat.Tests.Scoring;

/// <summary>The examples of docs/scoring.md, with their numbers.</summary>
public sealed class WorkedExampleTests
{
    [Fact]
    public void A_new_person_on_WhatsApp_asks_for_the_price()
    {
        var evaluation = Evaluate(Facts(DaysAgo(0, Intents.Price)) with { HasPhone = true });

        Assert.Equal([8, 10, 4, 20], evaluation.Score.Parts.Select(part => part.Points));
        Assert.Equal((42, CustomerLabel.Warm), (evaluation.Score.Points, evaluation.Label));
    }

    [Fact]
    public void One_order_from_an_ad()
    {
        var evaluation = Evaluate(Facts(MessageSource.AdMessage, DaysAgo(0, Intents.Order)) with { HasPhone = true, HasGovernorate = true });

        Assert.Equal([8, 5, 15, 4, 45], evaluation.Score.Parts.Select(part => part.Points));
        Assert.Equal((77, CustomerLabel.Hot, LeadStage.Convert), (evaluation.Score.Points, evaluation.Label, evaluation.Stage));
    }

    [Fact]
    public void The_price_and_then_a_refusal()
    {
        var facts = Facts(DaysAgo(0.1, Intents.Price), DaysAgo(0, Intents.Refusal)) with { HasPhone = true };

        var evaluation = Evaluate(facts);

        Assert.Equal([8, 10, 8, 0], evaluation.Score.Parts.Select(part => part.Points));
        Assert.Equal(26, evaluation.Score.Points);
        Assert.True(Evaluate(facts, now: Now.AddDays(5)).Score.Points < 26);
    }

    [Fact]
    public void Back_after_three_months_with_one_order()
    {
        var evaluation = Evaluate(Facts(DaysAgo(92), DaysAgo(0, Intents.Order)) with { HasPhone = true, HasGovernorate = true, HasFullName = true });

        Assert.Equal([8, 5, 2, 10, 10, 4, 45], evaluation.Score.Parts.Select(part => part.Points));
        Assert.Equal((84, CustomerLabel.Hot, CustomerType.Returning), (evaluation.Score.Points, evaluation.Label, evaluation.Type));
    }

    [Fact]
    public void An_order_and_then_a_complaint()
    {
        var evaluation = Evaluate(Facts(DaysAgo(0.1, Intents.Order), DaysAgo(0, Intents.Complaint)) with { HasPhone = true });

        Assert.Equal([8, 10, 0], evaluation.Score.Parts.Select(part => part.Points));
        Assert.Equal((18, LeadStage.Nurture), (evaluation.Score.Points, evaluation.Stage));
    }

    [Fact]
    public void Silent_for_sixty_days()
    {
        var facts = Facts(DaysAgo(60)) with { HasPhone = true, HasGovernorate = true };

        Assert.Equal(23, Evaluate(facts).Score.Points);
        Assert.Equal(Before(60).AddDays(90), Evaluate(facts).ChangesAt);
        Assert.Equal(13, Evaluate(facts, now: Before(60).AddDays(90)).Score.Points);
    }
}
