using Migochat.Messaging;

namespace Migochat.Scoring;

/// <summary>A way by which the customer came, and when (UTC).</summary>
public sealed record SourceTouch(MessageSource Source, DateTime At);
