namespace Migochat.Leads;

/// <summary>The settings that say when a person and a conversation count as active.</summary>
/// <param name="ConversationIdle">The longest gap that still joins two messages.</param>
/// <param name="InactiveAfter">How long after the last message a person stays active.</param>
public sealed record PersonTerms(TimeSpan ConversationIdle, TimeSpan InactiveAfter);
