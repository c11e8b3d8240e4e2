using Migochat.Data;
using Migochat.Scoring;
using Migochat.Texts;
using static Migochat.Tests.Scoring.SomeLead;

namespace Migochat.Tests.Scoring;

public sealed class LabelAndTypeTests
{
    [Theory]
    [InlineData(null, 75, CustomerLabel.Hot)]
    [InlineData(null, 74, CustomerLabel.Warm)]
    [InlineData(null, 40, CustomerLabel.Warm)]
    [InlineData(null, 39, CustomerLabel.Cold)]
    [InlineData(CustomerLabel.Hot, 71, CustomerLabel.Hot)]
    [InlineData(CustomerLabel.Hot, 70, CustomerLabel.Warm)]
    [InlineData(CustomerLabel.Hot, 36, CustomerLabel.Warm)]
    [InlineData(CustomerLabel.Hot, 35, CustomerLabel.Cold)]
    [InlineData(CustomerLabel.Warm, 74, CustomerLabel.Warm)]
    [InlineData(CustomerLabel.Warm, 36, CustomerLabel.Warm)]
    [InlineData(CustomerLabel.Warm, 35, CustomerLabel.Cold)]
    [InlineData(CustomerLabel.Cold, 39, CustomerLabel.Cold)]
    [InlineData(CustomerLabel.Cold, 40, CustomerLabel.Warm)]
    public void A_label_rises_at_its_bound_and_falls_five_below_it(CustomerLabel? label, int score, CustomerLabel expected) =>
        Assert.Equal(expected, LabelRule.Next(label, score, Thresholds));

    [Fact]
    public void A_label_that_a_person_set_stays() => Assert.Equal(
        CustomerLabel.Cold,
        Evaluate(Facts(DaysAgo(0, Intents.Order)) with { HasPhone = true }, State(label: CustomerLabel.Cold) with { IsLabelLocked = true }).Label);

    [Theory]
    [InlineData(6.99, CustomerType.New)]
    [InlineData(7, CustomerType.Returning)]
    public void Who_opens_a_conversation_a_week_after_the_first_message_returns(double days, CustomerType expected) =>
        Assert.Equal(expected, Evaluate(Facts(DaysAgo(days), DaysAgo(0))).Type);

    [Fact]
    public void Who_goes_on_talking_does_not_return() =>
        Assert.Equal(CustomerType.New, Evaluate(Facts([.. Enumerable.Range(0, 20).Select(i => DaysAgo(i))])).Type);

    [Theory]
    [InlineData(CustomerType.Returning)]
    [InlineData(CustomerType.Vip)]
    public void Returning_and_VIP_are_for_good(CustomerType type) =>
        Assert.Equal(type, Evaluate(Facts(DaysAgo(0)) with { Type = type }).Type);

    [Fact]
    public void A_type_that_a_person_set_stays() =>
        Assert.Equal(CustomerType.New, Evaluate(Facts(DaysAgo(20), DaysAgo(0)) with { Type = CustomerType.New, IsTypeLocked = true }).Type);
}
