namespace Migochat.Messaging;

/// <summary>What came before its message or its person.</summary>
/// <param name="Kind">One of <see cref="PendingKind"/>.</param>
/// <param name="At">The event's time, UTC.</param>
internal sealed record Pending(string Kind, DateTime At, PendingContent Content);
