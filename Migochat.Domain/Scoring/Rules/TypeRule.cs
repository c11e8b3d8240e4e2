using Migochat.Data;

namespace Migochat.Scoring;

/// <summary>New, returning or VIP. Pure.</summary>
internal static class TypeRule
{
    /// <summary>From the first inbound message to one that makes a customer a returning one.</summary>
    public static readonly TimeSpan Away = TimeSpan.FromDays(7);

    /// <summary>For the audit trail; automation knows no other change of type.</summary>
    public const string Reason = "Began a conversation 7 days or more after the first message.";

    /// <summary>The type that a lead gets: returning for good, VIP from a person and never taken away, a person's choice as it is.</summary>
    public static CustomerType? Next(LeadFacts facts) => facts switch
    {
        { IsTypeLocked: true } or { Type: CustomerType.Vip or CustomerType.Returning } => facts.Type,
        _ => HasReturned(facts) ? CustomerType.Returning : CustomerType.New,
    };

    /// <summary>
    /// The type that the score counts. What automation once wrote is no fact: a late message can take the return back, and the
    /// score must not depend on the order in which messages came.
    /// </summary>
    public static CustomerType? Scored(LeadFacts facts) => facts switch
    {
        { IsTypeLocked: true } or { Type: CustomerType.Vip } => facts.Type,
        _ => HasReturned(facts) ? CustomerType.Returning : CustomerType.New,
    };

    private static bool HasReturned(LeadFacts facts) => facts.LastOpeningAt - facts.FirstInboundAt >= Away;
}
