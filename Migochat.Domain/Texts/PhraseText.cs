namespace Migochat.Texts;

/// <summary>Expands the choices and optional words of a phrase in the lexicon.</summary>
internal static class PhraseText
{
    /// <summary><c>(a|b c) d?</c> becomes <c>a d</c>, <c>a</c>, <c>b c d</c> and <c>b c</c>.</summary>
    /// <exception cref="FormatException">A bracket is not closed.</exception>
    public static IEnumerable<string[]> Variants(string phrase)
    {
        IEnumerable<string[]> variants = [[]];
        var at = 0;
        while (at < phrase.Length)
        {
            if (phrase[at] == ' ')
            {
                at++;
                continue;
            }
            var choices = phrase[at] == '(' ? Choices(phrase, ref at) : [Word(phrase, ref at)];
            if (at < phrase.Length && phrase[at] == '?')
            {
                choices = [.. choices, []];
                at++;
            }
            variants = [.. from variant in variants from choice in choices select (string[])[.. variant, .. choice]];
        }
        return variants.Where(variant => variant.Length > 0);
    }

    private static string[][] Choices(string phrase, ref int at)
    {
        var end = phrase.IndexOf(')', at);
        if (end < 0)
            throw new FormatException($"'{phrase}' lacks a closing bracket");
        var inside = phrase[(at + 1)..end];
        at = end + 1;
        return [.. inside.Split('|').Select(choice => choice.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
    }

    private static string[] Word(string phrase, ref int at)
    {
        var end = phrase.AsSpan(at).IndexOfAny(' ', '(', '?');
        var word = end < 0 ? phrase[at..] : phrase.Substring(at, end);
        at += word.Length;
        return [word];
    }
}
