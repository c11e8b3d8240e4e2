namespace Migochat.Texts;

/// <summary>
/// Collects the features of a message for the model, each as the number of a bucket: words and pairs of words, as written and by their
/// sound; the lexicon's words, hints and phrases; numbers and question marks; and flags for a stated place or phone number. Different
/// features may share a bucket.
/// </summary>
internal ref struct IntentFeatures(Span<int> into)
{
    /// <summary>A long message has at most this many features; the rest is ignored.</summary>
    public const int Most = 1024;

    private const int MostWords = 80;
    private const int MostHints = 10;

    private readonly Span<int> _into = into;

    public int Count { get; private set; }

    /// <summary>The number of features that do not depend on the lexicon's phrases. They come first.</summary>
    public int CountOfWords { get; private set; }

    public readonly ReadOnlySpan<int> Found => _into[..Count];

    public void Collect(Lexicon lexicon, AnalysedText reading, List<Phrase> phrases, Intents lexiconSays, bool hasPlace, bool hasPhone)
    {
        Add('0', 0);
        var before = TextHash.Of("^");
        var symbolBefore = before;
        var soundBefore = before;
        var words = 0;
        var smallNumbers = 0;
        var asks = HasQuestion(reading);
        for (var at = 0; at < reading.Tokens.Count && at < MostWords; at++)
        {
            var token = reading.Tokens[at];
            var word = reading.Folded.AsSpan(token.Start, token.Length);
            var hash = token.Kind switch { TokenKind.Number => 1u, TokenKind.Break => 2u, TokenKind.Question => 3u, _ => TextHash.Of(word) };
            var symbol = hash;
            var sound = hash;
            if (token.Kind == TokenKind.Number && token.Length < 3)
                smallNumbers++;
            if (token.Kind == TokenKind.Number)
                Add('d', (uint)Math.Min(token.Length, 6));
            if (token.Kind == TokenKind.Word)
            {
                words++;
                Add('w', hash);
                Add(asks ? 'q' : 's', hash);
                if (before == TextHash.Of("^"))
                    Add('f', hash);
                sound = SoundOf(word);
                Add('r', sound);
                Add('t', TextHash.Mix(soundBefore, sound));
                symbol = Symbols(lexicon, reading, at, hash);
            }
            Add('c', TextHash.Mix(symbolBefore, symbol));
            before = hash;
            symbolBefore = symbol;
            soundBefore = sound;
        }
        Pairs(lexicon, reading, asks);
        Add('e', before);
        Add('n', (uint)Math.Min(words, 3 + (words / 5)));
        Add('?', asks ? 1u : 0u);
        Add('j', (hasPhone ? 1u : 0) | (hasPlace ? 2u : 0) | (asks ? 4u : 0) | (smallNumbers > 0 ? 8u : 0));
        Add('u', (hasPhone ? 1u : 0) | (asks ? 4u : 0));
        Add('a', (hasPlace ? 2u : 0) | (asks ? 4u : 0));
        CountOfWords = Count;
        foreach (var phrase in reading.Phrases)
            Add('h', Code(phrase.Meaning));
        foreach (var phrase in phrases)
        {
            Add('p', Code(phrase.Meaning));
            Add(phrase.Start < 2 ? 'x' : phrase.End >= reading.Tokens.Count - 1 ? 'z' : 'y', Code(phrase.Meaning));
        }
        Add('m', (uint)lexiconSays);
        Add('o', (uint)lexiconSays << 4 | (hasPhone ? 1u : 0) | (hasPlace ? 2u : 0) | (asks ? 4u : 0) | (smallNumbers > 0 ? 8u : 0));
        for (var intent = 1; intent <= (int)Intents.Thanks; intent <<= 1)
            Add(((int)lexiconSays & intent) != 0 ? 'l' : 'k', (uint)intent);
    }

    // Pairs of hints that the message holds, at any distance from each other.
    private void Pairs(Lexicon lexicon, AnalysedText reading, bool asks)
    {
        Span<uint> hints = stackalloc uint[MostHints];
        var count = 0;
        for (var at = 0; at < reading.Tokens.Count && at < MostWords; at++)
        {
            foreach (var match in reading.MatchesAt(at))
            {
                if (count < MostHints && lexicon.IsHint(match.Symbol) && !hints[..count].Contains(lexicon.HashOf(match.Symbol)))
                    hints[count++] = lexicon.HashOf(match.Symbol);
            }
        }
        for (var one = 0; one < count; one++)
        {
            Add('i', hints[one]);
            Add(asks ? 'Q' : 'S', hints[one]);
            for (var other = one + 1; other < count; other++)
                Add('2', hints[one] ^ hints[other]);
        }
        Add('N', (uint)count);
    }

    private static uint Code(Meaning meaning) =>
        (uint)meaning.Intents | (meaning.IsWeak ? 0x100u : 0) | (meaning.IsSilence ? 0x200u : 0) | (meaning.Place is null ? 0 : 0x400u);

    private static bool HasQuestion(AnalysedText reading)
    {
        foreach (var token in reading.Tokens)
        {
            if (token.Kind == TokenKind.Question)
                return true;
        }
        return false;
    }

    // Adds the lexicon's words and classes that begin here. The last one represents the word in pairs.
    private uint Symbols(Lexicon lexicon, AnalysedText reading, int at, uint otherwise)
    {
        var symbol = otherwise;
        foreach (var match in reading.MatchesAt(at))
        {
            symbol = lexicon.HashOf(match.Symbol);
            Add('v', symbol);
        }
        return symbol;
    }

    // The consonants without the article. A word in Arabic and the same word in Arabizi have the same sound.
    private static uint SoundOf(ReadOnlySpan<char> word)
    {
        Span<char> sound = stackalloc char[Tokenizer.LongestWord * 2];
        var length = 0;
        if (word.Length > 4 && (word.StartsWith("ال") || word.StartsWith("el") || word.StartsWith("al")))
            word = word[2..];
        foreach (var letter in word)
        {
            foreach (var consonant in Consonants(letter))
            {
                if (length == 0 || sound[length - 1] != consonant)
                    sound[length++] = consonant;
            }
        }
        return TextHash.Of(sound[..length]);
    }

    private static string Consonants(char letter) => letter switch
    {
        'ا' or 'و' or 'ي' or 'ه' or 'a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'w' or 'h' => "",
        'ب' or 'p' or 'b' => "b",
        'ت' or 'ط' or 't' or '6' => "t",
        'ث' or 'س' or 'ص' or 's' or 'c' or '9' => "s",
        'ج' or 'g' or 'j' => "g",
        'ح' or '7' => "",
        'خ' or '5' => "k",
        'د' or 'ض' or 'd' => "d",
        'ذ' or 'ز' or 'ظ' or 'z' => "z",
        'ر' or 'r' => "r",
        'ش' => "s",
        'ع' or '3' => "3",
        'غ' or '8' => "g",
        'ف' or 'f' or 'v' => "f",
        'ق' or '2' or 'q' => "2",
        'ك' or 'k' => "k",
        'ل' or 'l' => "l",
        'م' or 'm' => "m",
        'ن' or 'n' => "n",
        'x' => "ks",
        _ => "",
    };

    private void Add(char kind, uint hash)
    {
        if (Count < _into.Length)
            _into[Count++] = (int)((ulong)TextHash.Mix(hash, kind * 2654435761u) * IntentModel.Buckets >> 32);
    }
}
