namespace Migochat.Texts;

/// <summary>
/// Reads what a customer writes, in Arabic, English and Arabizi: intents, governorate, mobile number. Pure; safe to share between
/// threads. Never throws; reads the first <see cref="MostCharacters"/> characters, in time that grows with them.
/// </summary>
public sealed class MessageTextReader
{
    public const int MostCharacters = 4096;

    private readonly Lexicon _lexicon;
    private readonly PlaceFinder _places;
    private readonly PhoneFinder _phones;

    public MessageTextReader() : this(Lexicon.Embedded)
    {
    }

    internal MessageTextReader(Lexicon lexicon)
    {
        _lexicon = lexicon;
        _places = new(lexicon);
        _phones = new(lexicon);
    }

    /// <summary>Of the lexicon: signals with another version may be out of date.</summary>
    public string Version => _lexicon.Version;

    public TextSignals Read(string text)
    {
        var plain = Letters.Plain(text, MostCharacters);
        var folded = new char[plain.Length];
        var reading = new Reading(_lexicon, Tokenizer.Cut(plain, folded), folded);
        var phrases = Interplay.TheLongerPhraseHidesTheShorter(reading.Phrases);
        var phone = _phones.Find(reading, plain);
        return new(Interplay.Settle(phrases), _places.Find(reading, phrases), phone is not null, _lexicon.Version) { Phone = phone };
    }
}
