using Migochat.Texts;

namespace Migochat.Scoring;

/// <summary>A customer's message, as scoring sees it.</summary>
/// <param name="At">UTC.</param>
/// <param name="Signals">What its text is about.</param>
public sealed record InboundMessage(DateTime At, Intents Signals = Intents.None);
