namespace Migochat.Texts;

/// <summary>Cuts a message into folded words, numbers and clause ends. It visits every character once.</summary>
internal static class Tokenizer
{
    /// <summary>Characters of the longest word. Longer words are noise; the rest of them is left out.</summary>
    public const int LongestWord = 40;

    /// <summary>Fills the folded text (as long as the message) and returns the tokens in it.</summary>
    public static List<Token> Cut(string text, char[] folded)
    {
        var tokens = new List<Token>(24);
        var start = 0;
        var length = 0;
        var offset = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var letter = Letters.Fold(text[at]);
            if (letter == Letters.Dropped)
                continue;
            if (IsWordLetter(letter))
            {
                if (length > start && !Continues(folded, start, length, letter))
                {
                    Add(tokens, folded, start, length, offset);
                    start = length;
                }
                if (length == start)
                    offset = at;
                // Of a repeated letter two are kept. More of them have no meaning.
                if (length - start < 2 || folded[length - 1] != letter || folded[length - 2] != letter || Letters.IsDigit(letter))
                    folded[length++] = letter;
                continue;
            }
            if (length > start)
                Add(tokens, folded, start, length, offset);
            start = length;
            if (IsBreak(letter) && (tokens.Count == 0 || !tokens[^1].EndsClause || letter is '?' or '؟'))
                tokens.Add(new(letter is '?' or '؟' ? TokenKind.Question : TokenKind.Break, start, 0, at));
        }
        if (length > start)
            Add(tokens, folded, start, length, offset);
        return tokens;
    }

    private static bool IsWordLetter(char letter) => Letters.IsArabic(letter) || Letters.IsLatin(letter) || Letters.IsDigit(letter);

    private static bool IsBreak(char letter) => letter is '.' or ',' or '،' or '؛' or ';' or '!' or '?' or '؟' or '\n' or '(' or ')' || char.IsSurrogate(letter);

    // A word ends between an Arabic letter and a digit or Latin letter. Arabizi uses single digits as letters (3ayez, m2as), so only
    // two digits in a row are a number: raqmy01…, 200egp.
    private static bool Continues(char[] folded, int start, int length, char letter)
    {
        var last = folded[length - 1];
        if (Letters.IsArabic(letter) != Letters.IsArabic(last))
            return false;
        if (Letters.IsDigit(last) && Letters.IsLatin(letter))
            return length - start == 1 || Letters.IsLatin(folded[length - 2]);
        return true;
    }

    private static void Add(List<Token> tokens, char[] folded, int start, int end, int offset)
    {
        var digits = end;
        while (digits > start && Letters.IsDigit(folded[digits - 1]))
            digits--;
        if (digits == start)
        {
            tokens.Add(new(TokenKind.Number, start, end - start, offset));
            return;
        }
        if (end - digits < 2)
            digits = end;
        tokens.Add(new(TokenKind.Word, start, Math.Min(digits - start, LongestWord), offset));
        if (digits < end)
            tokens.Add(new(TokenKind.Number, digits, end - digits, offset + digits - start));
    }
}
