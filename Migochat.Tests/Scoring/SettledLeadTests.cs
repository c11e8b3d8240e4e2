using CsCheck;
using Migochat.Data;
using Migochat.Scoring;
using Migochat.Settings;
using Migochat.Texts;
using static Migochat.Tests.Scoring.SomeLead;

namespace Migochat.Tests.Scoring;

/// <summary>A lead's row alone shows whether other thresholds can change its label or stage.</summary>
public sealed class SettledLeadTests
{
    private static readonly Gen<ScoringThresholds> SomeThresholds =
        from warm in Gen.Int[ScoringThresholds.LowestWarm, 60]
        from more in Gen.Int[ScoringThresholds.LeastBetween, 40]
        from days in Gen.Int[1, 90]
        select new ScoringThresholds(warm + more, warm, TimeSpan.FromDays(days));

    private static readonly Gen<LeadFacts> Leads =
        from messages in Gen.Select(Gen.Int[0, 70 * 24], Gen.OneOf(Gen.Const(Intents.None), Gen.Const(Intents.Price), Gen.Const(Intents.Order), Gen.Const(Intents.Refusal)), (hours, signals) => DaysAgo(hours / 24.0, signals)).Array[1, 8]
        from known in Gen.Bool
        from type in Gen.Enum<CustomerType>().Nullable()
        select Facts(messages) with { HasPhone = known, HasGovernorate = known, Type = type };

    private static readonly Gen<LeadState> States =
        from stage in Gen.Enum<LeadStage>()
        from label in Gen.Enum<CustomerLabel>().Nullable()
        from movedDaysAgo in Gen.Int[1, 80]
        from locks in Gen.Int[0, 3]
        select State(stage, label, movedDaysAgo) with { IsStageLocked = locks == 1, IsLabelLocked = locks == 2 };

    [Fact]
    public void A_lead_that_is_not_affected_stays_as_it_is_until_it_is_due_anyway() => Gen.Select(Leads, States, SomeThresholds, SomeThresholds).Sample((facts, state, thresholds, others) =>
    {
        var evaluation = LeadEvaluation.Of(facts, state, thresholds, Now);
        var (nextFacts, nextState) = After(facts, state, evaluation);
        if (Settled(facts, evaluation).CanChangeUnder(others))
            return;

        for (var time = Now; time < (evaluation.ChangesAt ?? Now.AddDays(100)); time = time.AddHours(7))
        {
            var again = LeadEvaluation.Of(nextFacts, nextState, others, time);
            Assert.Equal((evaluation.Label, evaluation.Stage), (again.Label, again.Stage));
        }
    }, iter: 20_000);

    [Fact]
    public void Under_the_same_thresholds_only_leads_with_a_recent_order_are_affected() => Gen.Select(Leads, States, SomeThresholds).Sample((facts, state, thresholds) =>
    {
        var evaluation = LeadEvaluation.Of(facts, state with { IsStageLocked = false, IsLabelLocked = false }, thresholds, Now);
        if (evaluation.Stage == LeadStage.Convert || evaluation.ChangesAt <= Now + Moment.Smallest)
            return;

        Assert.False(Settled(facts, evaluation).CanChangeUnder(thresholds));
    });

    [Theory]
    [InlineData(75, CustomerLabel.Hot, LeadStage.Convert, "79 40 60", false)]
    [InlineData(75, CustomerLabel.Hot, LeadStage.Convert, "80 40 60", true)]
    [InlineData(74, CustomerLabel.Warm, LeadStage.Nurture, "75 40 60", false)]
    [InlineData(74, CustomerLabel.Warm, LeadStage.Nurture, "74 40 60", true)]
    [InlineData(39, CustomerLabel.Warm, LeadStage.Nurture, "75 43 60", false)]
    [InlineData(39, CustomerLabel.Warm, LeadStage.Nurture, "75 44 60", true)]
    [InlineData(39, CustomerLabel.Cold, LeadStage.Nurture, "75 40 60", false)]
    [InlineData(39, CustomerLabel.Cold, LeadStage.Nurture, "75 39 60", true)]
    [InlineData(20, CustomerLabel.Cold, LeadStage.Nurture, "75 40 11", false)]
    [InlineData(20, CustomerLabel.Cold, LeadStage.Nurture, "75 40 10", true)]
    [InlineData(20, CustomerLabel.Cold, LeadStage.Qualified, "75 40 10", false)]
    public void The_bounds_are_those_of_the_rules(int score, CustomerLabel label, LeadStage stage, string thresholds, bool canChange)
    {
        var numbers = thresholds.Split(' ').Select(number => int.Parse(number, null)).ToArray();
        var lead = new SettledLead(score, label, stage, CustomerType.New, DaysAgo(9).At, DaysAgo(-2).At);

        Assert.Equal(canChange, lead.CanChangeUnder(new ScoringThresholds(numbers[0], numbers[1], TimeSpan.FromDays(numbers[2]))));
    }

    private static SettledLead Settled(LeadFacts facts, LeadEvaluation evaluation) => new(
        evaluation.Score.Points, evaluation.Label, evaluation.Stage, evaluation.Type, facts.LastInboundAt ?? facts.CreatedAt, evaluation.ChangesAt);
}
