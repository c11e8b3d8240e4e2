using Migochat.Data;

namespace Migochat.Scoring;

/// <summary>New, returning or VIP. Pure.</summary>
internal static class TypeRule
{
    /// <summary>The time from the first inbound message after which a new conversation makes the customer a returning one.</summary>
    public static readonly TimeSpan Away = TimeSpan.FromDays(7);

    /// <summary>For the audit trail; automation makes no other change of type.</summary>
    public const string Reason = "Began a conversation 7 days or more after the first message.";

    /// <summary>The lead's new type. A returning customer stays one, automation never removes VIP, and a type that a person set stays.</summary>
    public static CustomerType? Next(LeadFacts facts) => facts switch
    {
        { IsTypeLocked: true } or { Type: CustomerType.Vip or CustomerType.Returning } => facts.Type,
        _ => HasReturned(facts) ? CustomerType.Returning : CustomerType.New,
    };

    /// <summary>
    /// The type for the score. A type that automation wrote is not used: a late message can show that the customer did not
    /// return, and the score must not depend on the order of the messages.
    /// </summary>
    public static CustomerType? Scored(LeadFacts facts) => facts switch
    {
        { IsTypeLocked: true } or { Type: CustomerType.Vip } => facts.Type,
        _ => HasReturned(facts) ? CustomerType.Returning : CustomerType.New,
    };

    private static bool HasReturned(LeadFacts facts) => facts.LastOpeningAt - facts.FirstInboundAt >= Away;
}
