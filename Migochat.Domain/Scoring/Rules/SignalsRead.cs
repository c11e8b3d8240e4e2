using Migochat.Texts;

namespace Migochat.Scoring;

/// <summary>Parses the intents in stored signals. A lead may have thousands of messages but few different texts of signals, so each is parsed once.</summary>
internal sealed class SignalsRead
{
    private const int MostKept = 1000;

    private readonly Dictionary<string, Intents> _read = new(StringComparer.Ordinal);

    public Intents Intents(string? signals)
    {
        if (signals is null)
            return Texts.Intents.None;
        if (_read.TryGetValue(signals, out var intents))
            return intents;
        if (_read.Count == MostKept)
            _read.Clear();
        return _read[signals] = TextSignals.Parse(signals)?.Intents ?? Texts.Intents.None;
    }
}
