using Migochat.Texts;

namespace Migochat.Scoring;

/// <summary>Parses the intents in stored signals. A lead may have thousands of messages, but apart from the evidence few texts of signals differ, so each is parsed once.</summary>
internal sealed class SignalsRead
{
    private const int MostKept = 1000;

    private readonly Dictionary<string, Intents>.AlternateLookup<ReadOnlySpan<char>> _read =
        new Dictionary<string, Intents>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public Intents Intents(string? signals)
    {
        if (signals is null)
            return Texts.Intents.None;
        var alike = TextSignals.WithoutEvidence(signals);
        if (_read.TryGetValue(alike, out var intents))
            return intents;
        if (_read.Dictionary.Count == MostKept)
            _read.Dictionary.Clear();
        return _read[alike] = TextSignals.Parse(signals)?.Intents ?? Texts.Intents.None;
    }
}
