using Migochat.Data;
using Migochat.Scoring;
using Migochat.Texts;
using static Migochat.Data.LeadStage;
using static Migochat.Tests.Scoring.SomeLead;

namespace Migochat.Tests.Scoring;

public sealed class StageTests
{
    private static readonly LeadFacts Order = Facts(DaysAgo(0, Intents.Order)) with { HasPhone = true };
    private static readonly LeadFacts HotOrder = Order with { HasGovernorate = true, Type = CustomerType.Vip };

    [Theory]
    [InlineData(Intake, Nurture)]
    [InlineData(Nurture, Nurture)]
    [InlineData(Qualified, Qualified)]
    [InlineData(Unqualified, Unqualified)]
    public void A_second_message_nurtures(LeadStage stage, LeadStage expected) =>
        Assert.Equal(expected, Evaluate(Facts(DaysAgo(1), DaysAgo(0.9)), State(stage, movedDaysAgo: 2)).Stage);

    [Fact]
    public void One_message_alone_does_not() => Assert.Equal(Intake, Evaluate(Facts(DaysAgo(0))).Stage);

    [Fact]
    public void A_score_of_thirty_nurtures() => Assert.Equal(Nurture, Evaluate(Facts(DaysAgo(0, Intents.Price))).Stage);

    [Theory]
    [InlineData(Intake)]
    [InlineData(Nurture)]
    public void A_hot_score_converts(LeadStage stage) => Assert.Equal(LeadStage.Convert, Evaluate(HotOrder, State(stage, movedDaysAgo: 1)).Stage);

    [Theory]
    [InlineData(6.9, LeadStage.Convert)]
    [InlineData(7, Nurture)]
    public void A_score_of_fifty_with_an_order_of_this_week_converts(double daysAgo, LeadStage expected)
    {
        var facts = Facts(DaysAgo(daysAgo, Intents.Order), DaysAgo(0), DaysAgo(0)) with { HasPhone = true };

        Assert.InRange(Score.Of(facts, Now).Points, 50, 74);
        Assert.Equal(expected, Evaluate(facts).Stage);
    }

    [Theory]
    [InlineData(13.9, LeadStage.Convert)]
    [InlineData(14, Nurture)]
    public void A_low_score_without_an_order_in_a_fortnight_goes_back(double daysAgo, LeadStage expected)
    {
        var facts = Facts(DaysAgo(daysAgo, Intents.Order));

        Assert.InRange(Score.Of(facts, Now).Points, 0, 35);
        Assert.Equal(expected, Evaluate(facts, State(LeadStage.Convert, movedDaysAgo: daysAgo)).Stage);
    }

    [Theory]
    [InlineData(Intake, 60, null, Lost)]
    [InlineData(Nurture, 60, null, Lost)]
    [InlineData(LeadStage.Convert, 60, null, Lost)]
    [InlineData(Nurture, 59.99, null, Nurture)]
    [InlineData(Nurture, 60, CustomerType.Returning, Nurture)]
    [InlineData(Nurture, 60, CustomerType.Vip, Nurture)]
    [InlineData(Qualified, 60, null, Qualified)]
    [InlineData(Unqualified, 60, null, Unqualified)]
    public void Silence_loses_a_lead(LeadStage stage, double daysAgo, CustomerType? type, LeadStage expected) =>
        Assert.Equal(expected, Evaluate(Facts(DaysAgo(daysAgo)) with { Type = type }, State(stage, movedDaysAgo: daysAgo)).Stage);

    [Theory]
    [InlineData(1, Nurture)]
    [InlineData(3, Lost)]
    public void A_newer_message_brings_a_lost_lead_back(double wroteDaysAgo, LeadStage expected) =>
        Assert.Equal(expected, Evaluate(Facts(DaysAgo(wroteDaysAgo)), State(Lost, movedDaysAgo: 2)).Stage);

    [Fact]
    public void A_lost_lead_with_a_hot_order_comes_back_first_and_converts_at_the_next_moment()
    {
        var state = State(Lost, movedDaysAgo: 2);

        var back = Evaluate(HotOrder, state);
        var (facts, next) = After(HotOrder, state, back);

        Assert.Equal((Nurture, Nurture), (back.Stage, Evaluate(facts, next).Stage));
        Assert.Equal(LeadStage.Convert, Evaluate(facts, next, back.ChangesAt).Stage);
    }

    [Theory]
    [InlineData(Intake, 1, LeadStage.Convert)]
    [InlineData(Nurture, 1, LeadStage.Convert)]
    [InlineData(Nurture, -1, Nurture)] // no message since
    [InlineData(Lost, 1, Nurture)]
    [InlineData(Lost, -1, Lost)]
    public void A_locked_stage_moves_forward_or_out_of_lost_on_a_newer_message_only(LeadStage stage, double setDaysBeforeMessage, LeadStage expected)
    {
        var state = State(stage, movedDaysAgo: setDaysBeforeMessage + 1) with { IsStageLocked = true };
        var facts = HotOrder with { LastInboundAt = Before(1) };

        Assert.Equal(expected, Evaluate(facts, state).Stage);
    }

    [Theory]
    [InlineData(Nurture)]
    [InlineData(LeadStage.Convert)]
    public void A_locked_stage_moves_neither_back_nor_to_lost(LeadStage stage)
    {
        var state = State(stage, movedDaysAgo: 200) with { IsStageLocked = true };

        Assert.Equal(stage, Evaluate(Facts(DaysAgo(100)), state).Stage);
    }

    [Theory]
    [InlineData(Intake, LeadStage.Convert, false)]
    [InlineData(Nurture, Qualified, false)]
    [InlineData(Lost, Nurture, false)]
    [InlineData(Unqualified, Intake, false)]
    [InlineData(Nurture, Nurture, false)]
    [InlineData(Lost, Lost, false)]
    [InlineData(Nurture, Intake, true)]
    [InlineData(Qualified, LeadStage.Convert, true)]
    [InlineData(Intake, Lost, true)]
    [InlineData(Lost, Unqualified, true)]
    [InlineData(Intake, Unqualified, true)]
    public void People_give_a_reason_for_backwards_lost_and_unqualified(LeadStage from, LeadStage to, bool needsReason) =>
        Assert.Equal(needsReason, StageTransitions.NeedsReason(from, to));
}
