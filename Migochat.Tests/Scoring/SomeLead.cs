using Migochat.Data;
using Migochat.Scoring;
using Migochat.Settings;
using Migochat.Texts;

namespace Migochat.Tests.Scoring;

/// <summary>Leads as tests describe them: messages so long before a moment.</summary>
internal static class SomeLead
{
    public static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    public static readonly ScoringThresholds Thresholds = new(75, 40, TimeSpan.FromDays(60));

    /// <summary>Facts of messages, each a conversation of its own where a day or more lies before it.</summary>
    public static LeadFacts Facts(params InboundMessage[] messages) => Facts(MessageSource.DirectMessage, messages);

    public static LeadFacts Facts(MessageSource source, params InboundMessage[] messages)
    {
        var times = messages.Select(message => message.At).Order().ToArray();
        var friendly = messages.Where(message => !message.Signals.HasFlag(Intents.Complaint)).ToArray();
        var openings = times
            .Where((time, i) => i == 0 || time - times[i - 1] > TimeSpan.FromDays(1))
            .Where(time => friendly.Any(message => message.At == time))
            .ToArray();
        return new LeadFacts
        {
            CreatedAt = times.Length > 0 ? times[0] : Now,
            FirstInboundAt = times.Length > 0 ? times[0] : null,
            LastInboundAt = times.Length > 0 ? times[^1] : null,
            LastOpeningAt = openings.Length > 0 ? openings[^1] : null,
            InboundCount = times.Length,
            Touches = [.. friendly.Select(message => new SourceContact(source, message.At))],
            Days = InboundDay.Group(messages),
        };
    }

    public static InboundMessage DaysAgo(double days, Intents signals = Intents.None) => new(Before(days), signals);

    public static DateTime Before(double days) => Now.AddTicks(-(long)(days * TimeSpan.TicksPerDay));

    /// <summary>Fails for a fact that has the same value in all of the leads: a rule that needs it would not be tried.</summary>
    public static void AssertFactsVary(IReadOnlyList<LeadFacts> leads) => Assert.All(
        typeof(LeadFacts).GetProperties().Where(fact => fact.CanWrite),
        fact => Assert.True(leads.Select(fact.GetValue).Distinct().Count() > 1, $"{fact.Name} never varies."));

    public static LeadState State(LeadStage stage = LeadStage.Intake, CustomerLabel? label = null, double movedDaysAgo = 0) =>
        new() { Stage = stage, Label = label, LastStageChange = Before(movedDaysAgo) };

    public static LeadEvaluation Evaluate(LeadFacts facts, LeadState? state = null, DateTime? now = null) =>
        LeadEvaluation.Of(facts, state ?? State(), Thresholds, now ?? Now);

    /// <summary>What the next rescoring starts from.</summary>
    public static (LeadFacts Facts, LeadState State) After(LeadFacts facts, LeadState state, LeadEvaluation evaluation) => (
        facts with { Type = evaluation.Type },
        state with { Stage = evaluation.Stage, Label = evaluation.Label, LastStageChange = evaluation.LastStageChange });
}
