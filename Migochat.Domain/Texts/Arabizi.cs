namespace Migochat.Texts;

/// <summary>Arabic in Latin letters: the particles that are written together with a word, and the sound of a word without its vowels.</summary>
internal static class Arabizi
{
    /// <summary>The article and prepositions, the longest first.</summary>
    public static readonly string[] Particles = ["3al", "wel", "lel", "bel", "fel", "ell", "el", "al", "il", "we", "w", "l"];

    public static string Sound(string word)
    {
        Span<char> sound = stackalloc char[word.Length];
        return sound[..Sound(word, sound)].ToString();
    }

    /// <summary>
    /// Writes the consonants, one letter for each sound (kh and 5, sh and 4, gh and 8), and returns their number. A vowel counts only
    /// at the start of the word. The result is never longer than the word.
    /// </summary>
    public static int Sound(ReadOnlySpan<char> word, Span<char> into)
    {
        var length = 0;
        for (var at = 0; at < word.Length; at++)
        {
            var next = at + 1 < word.Length ? word[at + 1] : '\0';
            var sound = word[at] switch
            {
                'k' when next == 'h' => '5',
                's' when next == 'h' => '4',
                'c' when next == 'h' => '4',
                'g' when next == 'h' => '8',
                'd' when next == 'h' => 'd',
                't' when next == 'h' => 't',
                _ => '\0',
            };
            if (sound != '\0')
                at++;
            else
                sound = One(word[at]);
            if (sound == 'a' && length > 0)
                continue;
            if (length == 0 || into[length - 1] != sound)
                into[length++] = sound;
        }
        return length;
    }

    private static char One(char letter) => letter switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' or 'y' or '2' => 'a',
        '7' => 'h',
        '6' => 't',
        '9' => 's',
        'q' or 'c' => 'k',
        'v' => 'f',
        'p' => 'b',
        'j' => 'g',
        _ => letter,
    };
}
