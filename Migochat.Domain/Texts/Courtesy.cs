using System.Globalization;
using System.Text;

namespace Migochat.Texts;

/// <summary>Finds messages that hold only thanks, an emoji or an "ok". After an answer they need no further answer. Pure.</summary>
internal static class Courtesy
{
    // Spelled as the tokenizer folds them. "Yes" and "no" are missing, because they may answer a question of the shop, which then has to act.
    private static readonly HashSet<string> Assents = new(StringComparer.Ordinal)
    {
        "اوك", "اوكي", "اوكيه", "اوكيي", "تمام", "تماام", "ماشي", "حاضر", "طيب",
        "ok", "okk", "okay", "okey", "oki", "okie", "k", "kk", "tamam", "tmam", "tamaam", "mashy", "mashi", "hader", "7ader", "alright", "noted",
    };

    private static readonly HashSet<Rune> QuestionSigns = [new('⁇'), new('⁈'), new('⁉'), new('❓'), new('❔')];

    public static bool Is(Lexicon lexicon, AnalysedText reading, List<Phrase> phrases, string plain)
    {
        if (reading.Tokens.Any(token => token.Kind is TokenKind.Question or TokenKind.Number))
            return false;
        var words = reading.Tokens.Any(token => token.Kind == TokenKind.Word);
        return words ? HasOnlyKnownLetters(plain) && SaysOnlyThat(lexicon, reading, phrases) : IsPicture(plain);
    }

    private static bool SaysOnlyThat(Lexicon lexicon, AnalysedText reading, List<Phrase> phrases)
    {
        var isSaid = false;
        for (var at = 0; at < reading.Tokens.Count;)
        {
            var token = reading.Tokens[at];
            var end = ThanksFrom(phrases, at);
            if (end < 0 && token.Kind == TokenKind.Word && Assents.GetAlternateLookup<ReadOnlySpan<char>>().Contains(reading.Folded.AsSpan(token.Start, token.Length)))
                end = at + 1;
            isSaid |= end >= 0;
            if (end < 0)
                end = token.EndsClause ? at + 1 : reading.EndOf(at, lexicon.Filler);
            if (end <= at)
                return false;
            at = end;
        }

        return isSaid;
    }

    /// <summary>The end of a phrase that begins here and only says thanks; -1 if there is none.</summary>
    private static int ThanksFrom(List<Phrase> phrases, int at)
    {
        var end = -1;
        foreach (var phrase in phrases)
        {
            if (phrase.Start == at && phrase.Meaning is { Intents: Intents.Thanks, Place: null })
                end = Math.Max(end, phrase.End);
        }

        return end;
    }

    // The tokenizer ignores the letters of other alphabets, so a text in them would look empty.
    private static bool HasOnlyKnownLetters(string plain) => plain.EnumerateRunes().All(rune =>
        !Rune.IsLetter(rune) || (rune.IsBmp && Letters.Fold((char)rune.Value) is var letter && (letter == Letters.Dropped || Letters.IsArabic(letter) || Letters.IsLatin(letter))));

    private static bool IsPicture(string plain)
    {
        var isPicture = false;
        foreach (var rune in plain.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || QuestionSigns.Contains(rune))
                return false;
            isPicture |= Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol;
        }

        return isPicture;
    }
}
