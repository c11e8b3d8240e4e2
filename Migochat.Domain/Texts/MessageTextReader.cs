namespace Migochat.Texts;

/// <summary>
/// Finds intents, governorate and mobile number in a customer's text, in Arabic, English and Arabizi. Pure; safe to share between
/// threads. Never throws. Reads the first <see cref="MostCharacters"/> characters; the time is proportional to their number.
/// </summary>
public sealed class MessageTextReader
{
    public const int MostCharacters = 4096;

    private readonly Lexicon _lexicon;
    private readonly IntentModel? _model;
    private readonly PlaceFinder _places;
    private readonly PhoneFinder _phones;

    public MessageTextReader() : this(Lexicon.Embedded, IntentModel.Embedded)
    {
    }

    /// <param name="model">Null: only the lexicon is used.</param>
    internal MessageTextReader(Lexicon lexicon, IntentModel? model = null)
    {
        _lexicon = lexicon;
        _model = model;
        Version = model is null ? lexicon.Version : $"{TextHash.Of(lexicon.Version + model.Version):x8}";
        _places = new(lexicon);
        _phones = new(lexicon);
    }

    /// <summary>The version of lexicon and model. Signals with another version may be out of date.</summary>
    public string Version { get; }

    public TextSignals Read(string text)
    {
        var plain = Letters.Plain(text, MostCharacters);
        var reading = Look(plain, out var phrases);
        var phone = _phones.Find(reading, plain);
        var place = _places.Find(reading, phrases);
        var intents = PhraseRules.Settle(phrases);
        if (_model is not null)
        {
            var features = new IntentFeatures(stackalloc int[IntentFeatures.Most]);
            features.Collect(_lexicon, reading, phrases, intents, place is not null, phone is not null);
            intents = PhraseRules.KeepSure(_model.Decide(features.Found, intents), intents, phrases);
        }
        return new(intents, place, phone is not null, Version)
        {
            Phone = phone,
            IsCourtesy = place is null && Courtesy.Is(_lexicon, reading, phrases, plain),
            Evidence = IntentEvidence.Write(intents, reading, phrases, plain),
        };
    }

    /// <summary>The features from which a model learns, and the intents by the lexicon alone.</summary>
    /// <param name="withPhrases">True to include the features of the lexicon's phrases.</param>
    internal int[] Features(string text, bool withPhrases, out Intents lexiconSays)
    {
        var plain = Letters.Plain(text, MostCharacters);
        var reading = Look(plain, out var phrases);
        lexiconSays = PhraseRules.Settle(phrases);
        var features = new IntentFeatures(new int[IntentFeatures.Most]);
        features.Collect(_lexicon, reading, phrases, lexiconSays, _places.Find(reading, phrases) is not null, _phones.Find(reading, plain) is not null);
        return (withPhrases ? features.Found : features.Found[..features.CountOfWords]).ToArray();
    }

    private AnalysedText Look(string plain, out List<Phrase> phrases)
    {
        var folded = new char[plain.Length];
        var reading = new AnalysedText(_lexicon, Tokenizer.Cut(plain, folded), folded);
        phrases = PhraseRules.TheLongerPhraseHidesTheShorter(reading.Phrases);
        return reading;
    }
}
