using System.Text;

namespace Migochat.Texts;

/// <summary>Gives letters that people use for each other one spelling. The lexicon and the messages are folded by the same rules.</summary>
internal static class Letters
{
    /// <summary>The result for a character that has no sound: diacritics, tatweel, marks of direction.</summary>
    public const char Dropped = '\0';

    /// <summary>The character in the lexicon's spelling: one alef, one yeh, heh for teh marbuta, ASCII digits, lower case without accents.</summary>
    public static char Fold(char letter) => letter switch
    {
        >= 'a' and <= 'z' or >= '0' and <= '9' => letter,
        >= 'A' and <= 'Z' => (char)(letter + 32),
        'أ' or 'إ' or 'آ' or 'ٱ' => 'ا',
        'ى' or 'ئ' or 'ی' or 'ې' => 'ي',
        'ؤ' => 'و',
        'ة' or 'ۀ' or 'ہ' or 'ە' => 'ه',
        'ک' or 'گ' => 'ك',
        'چ' => 'ج',
        'پ' => 'ب',
        'ڤ' => 'ف',
        'ء' or 'ـ' or '\'' or '’' or '‘' or '`' or '´' => Dropped,
        >= '\u064B' and <= '\u065F' or '\u0670' or >= '\u0610' and <= '\u061A' => Dropped,
        '\u061C' or >= '\u200B' and <= '\u200F' or >= '\u202A' and <= '\u202E' or >= '\u2060' and <= '\u2069' or '\uFEFF' or >= '\uFE00' and <= '\uFE0F' => Dropped,
        >= '\u0660' and <= '\u0669' => (char)(letter - '\u0660' + '0'),
        >= '\u06F0' and <= '\u06F9' => (char)(letter - '\u06F0' + '0'),
        'é' or 'è' or 'ê' or 'ë' => 'e',
        'à' or 'á' or 'â' or 'ä' => 'a',
        'ô' or 'ö' or 'ó' => 'o',
        'ù' or 'û' or 'ü' or 'ú' => 'u',
        'î' or 'ï' or 'í' => 'i',
        'ç' => 'c',
        _ => letter,
    };

    public static bool IsArabic(char folded) => folded is >= 'ء' and <= 'ي';

    public static bool IsLatin(char folded) => folded is >= 'a' and <= 'z';

    public static bool IsDigit(char folded) => folded is >= '0' and <= '9';

    /// <summary>A word of the lexicon in the spelling of a folded message.</summary>
    public static string Fold(string word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var letter in word)
        {
            if (Fold(letter) is var one and not Dropped)
                folded.Append(one);
        }
        return folded.ToString();
    }

    /// <summary>The first characters of a message, with presentation forms and ornamental alphabets resolved.</summary>
    public static string Plain(string text, int limit)
    {
        if (text.Length > limit)
            text = text[..limit];
        if (!text.AsSpan().ContainsAnyInRange('\uFB50', '\uFDFF') && !text.AsSpan().ContainsAnyInRange('\uFE70', '\uFEFE')
            && !text.AsSpan().ContainsAnyInRange('\uFF00', '\uFFEF') && !text.AsSpan().Contains('\uD835'))
            return text;
        // A round trip through UTF-8 replaces broken surrogates, which Normalize refuses.
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Normalize(NormalizationForm.FormKC);
        return whole.Length > limit ? whole[..limit] : whole;
    }

    /// <summary>Writes the word with each repeated letter once; returns the length.</summary>
    public static int Squeeze(ReadOnlySpan<char> word, Span<char> into)
    {
        var length = 0;
        foreach (var letter in word)
        {
            if (length == 0 || into[length - 1] != letter || IsDigit(letter))
                into[length++] = letter;
        }
        return length;
    }
}
