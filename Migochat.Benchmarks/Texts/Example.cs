using Migochat.Texts;

namespace Migochat.Benchmarks.Texts;

/// <summary>What the trainer sees of a labelled text.</summary>
/// <param name="LexiconSays">The intents that the lexicon alone finds.</param>
/// <param name="IsTuned">The lexicon was made with this text, so what it finds there shows nothing.</param>
internal sealed record Example(int[] Features, Intents LexiconSays, Intents Wanted, bool IsTuned);
