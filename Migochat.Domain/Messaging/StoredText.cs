using Migochat.Texts;

namespace Migochat.Messaging;

/// <summary>A message's text, and what a lexicon found in it that is not the present one; null where none has read it.</summary>
internal sealed record StoredText(long Id, string Text, TextSignals? Signals);
