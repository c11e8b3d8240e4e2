using CsCheck;
using Migochat.Data;
using Migochat.Scoring;
using Migochat.Texts;
using static Migochat.Tests.Scoring.SomeLead;

namespace Migochat.Tests.Scoring;

public sealed class ScoringPropertyTests
{
    private const long MicrosPerDay = 86_400_000_000;

    private static readonly Gen<Intents> Signals = Gen.Frequency(
        (3, Gen.Const(Intents.None)),
        (4, Gen.Int[0, (int)(Intents.Thanks | (Intents.Thanks - 1))].Select(bits => (Intents)bits & ~Intents.Refusal)),
        (1, Gen.Const(Intents.Refusal)));

    private static readonly Gen<DateTime> Times = Gen.Frequency(
        (3, Gen.Long[-300_000_000, 5 * MicrosPerDay]),
        (3, Gen.Long[0, 100 * MicrosPerDay]),
        (2, Gen.Int[0, 100].Select(day => day * MicrosPerDay))).Select(micros => Now.AddTicks(-10 * micros));

    private static readonly Gen<InboundMessage[]> Messages = Gen.Select(Times, Signals, (at, signals) => new InboundMessage(at, signals)).Array[0, 12];

    private static readonly Gen<LeadFacts> Leads =
        from messages in Messages
        from touches in Gen.Select(Gen.Enum<MessageSource>(), Times, (source, at) => new SourceContact(source, at)).Array[0, 4]
        from known in Gen.Int[0, 7]
        from type in Gen.Enum<CustomerType>().Nullable()
        from isLocked in Gen.Bool
        select Facts(messages) with
        {
            HasPhone = (known & 1) != 0,
            HasGovernorate = (known & 2) != 0,
            HasFullName = (known & 4) != 0,
            Type = type,
            IsTypeLocked = isLocked && type is not null,
            Touches = [.. messages.Select(message => new SourceContact(MessageSource.DirectMessage, message.At)), .. touches],
        };

    private static readonly Gen<LeadState> States =
        from stage in Gen.Enum<LeadStage>()
        from label in Gen.Enum<CustomerLabel>().Nullable()
        from movedDaysAgo in Gen.Int[0, 80]
        from locks in Gen.Int[0, 3]
        select State(stage, label, movedDaysAgo) with { IsStageLocked = locks == 1, IsLabelLocked = locks == 2 };

    [Fact]
    public void Every_fact_varies_among_the_leads() => AssertFactsVary(Leads.Array[1000].Single());

    [Fact]
    public void A_score_is_0_to_100_and_its_parts_add_up() => Leads.Sample(facts =>
    {
        var score = Score.Of(facts, Now);

        Assert.InRange(score.Points, 0, 100);
        Assert.Equal(score.Points, score.Parts.Sum(part => part.Points));
        Assert.All(score.Parts, part => Assert.True(part.Until is null || part.Until > Now, part.ToString()));
    });

    [Fact]
    public void Absurd_times_give_a_score_too()
    {
        var absurd = Gen.DateTime.Select(time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
        var ends = Gen.OneOf(absurd, Gen.Const(DateTime.MinValue), Gen.Const(DateTime.MaxValue), Gen.Const(Now));

        Gen.Select(Gen.Select(ends, Signals, (at, signals) => new InboundMessage(at, signals)).Array[0, 6], ends, States).Sample((messages, now, state) =>
            Assert.InRange(Evaluate(Facts(messages), state, now).Score.Points, 0, 100));
    }

    [Fact]
    public void Silence_never_raises_a_score() => Gen.Select(Leads, Gen.Long[0, 120 * MicrosPerDay], Gen.Long[0, 30 * MicrosPerDay]).Sample((facts, later, more) =>
    {
        var then = Now.AddTicks(10 * later);

        Assert.True(Score.Of(facts, then.AddTicks(10 * more)).Points <= Score.Of(facts, then).Points);
    });

    [Fact]
    public void An_order_never_lowers_a_score() => Gen.Select(Messages, Gen.Long[0, 120 * MicrosPerDay]).Sample((messages, micros) =>
    {
        var now = Now.AddDays(1).AddTicks(10 * micros);

        var without = Score.Of(Facts(messages), now).Points;
        var with = Score.Of(Facts([.. messages, new InboundMessage(now, Intents.Order)]), now).Points;

        Assert.True(with >= without, $"{without} -> {with}");
    });

    [Fact]
    public void A_complaint_never_raises_a_score() => Gen.Select(Messages, Gen.Long[0, 120 * MicrosPerDay], Signals).Sample((messages, micros, signals) =>
    {
        var now = Now.AddDays(1).AddTicks(10 * micros);

        var without = Score.Of(Facts(messages), now).Points;
        var with = Score.Of(Facts([.. messages, new InboundMessage(now, signals | Intents.Complaint)]), now).Points;

        Assert.True(with <= without, $"{without} -> {with}");
    });

    [Fact]
    public void The_order_in_which_messages_are_read_changes_nothing() =>
        (from messages in Messages from shuffled in Gen.Shuffle(messages) select (messages, shuffled)).Sample(sample =>
            Assert.Equal(Score.Of(Facts(sample.messages), Now).Parts, Score.Of(Facts(sample.shuffled), Now).Parts));

    [Fact]
    public void Rescoring_again_at_one_moment_changes_nothing() => Gen.Select(Leads, States).Sample((facts, state) =>
    {
        var first = Evaluate(facts, state);
        var (nextFacts, nextState) = After(facts, state, first);

        AssertSame(first, Evaluate(nextFacts, nextState));
        Assert.Equal(first.ChangesAt, Evaluate(nextFacts, nextState).ChangesAt);
    });

    [Fact]
    public void Nothing_changes_before_the_time_that_was_told_and_something_does_then() => Gen.Select(Leads, States).Sample((facts, state) =>
    {
        var first = Evaluate(facts, state);
        var (nextFacts, nextState) = After(facts, state, first);

        for (var time = Now; time < (first.ChangesAt ?? Now.AddDays(200)); time = time.AddHours(1))
            AssertSame(first, Evaluate(nextFacts, nextState, time));
        if (first.ChangesAt is { } at)
        {
            AssertSame(first, Evaluate(nextFacts, nextState, at - Moment.Smallest));
            Assert.True(at > Now);
            Assert.NotEqual(Told(first), Told(Evaluate(nextFacts, nextState, at)));
        }
    });

    private static void AssertSame(LeadEvaluation expected, LeadEvaluation actual) => Assert.Equal(Told(expected), Told(actual));

    private static string Told(LeadEvaluation evaluation) =>
        $"{evaluation.Label} {evaluation.Type} {evaluation.Stage}\n" + string.Join('\n', evaluation.Score.Parts.Select(part => $"{part.Name} {part.Points} {part.Reason}"));
}
