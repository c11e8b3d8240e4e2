namespace Migochat.Replies;

/// <summary>Splits a text that is longer than a channel takes: at the end of a line or sentence, else between words, else between characters. Pure.</summary>
internal static class TextSplitter
{
    /// <summary>The parts in their order, without the white space between them; the text itself if it fits.</summary>
    public static IReadOnlyList<string> Split(string text, ChannelLimits limits)
    {
        var parts = new List<string>();
        var rest = text.Trim();
        while (!limits.Fits(rest))
        {
            var cut = CutOf(rest, Longest(rest, limits));
            parts.Add(rest[..cut].TrimEnd());
            rest = rest[cut..].TrimStart();
        }

        if (rest.Length > 0)
            parts.Add(rest);
        return parts;
    }

    /// <summary>How many characters from the start fit, whole code points.</summary>
    private static int Longest(string text, ChannelLimits limits)
    {
        var (length, end) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            length += limits.IsInBytes ? rune.Utf8SequenceLength : rune.Utf16SequenceLength;
            if (length > limits.LongestText)
                break;
            end += rune.Utf16SequenceLength;
        }

        return end;
    }

    // An end in the first half would make short parts.
    private static int CutOf(string text, int longest) =>
        Last(text, longest, IsSentenceEnd) ?? Last(text, longest, char.IsWhiteSpace) ?? longest;

    private static int? Last(string text, int longest, Func<string, int, bool> isEnd)
    {
        for (var at = longest - 1; at >= longest / 2; at--)
        {
            if (isEnd(text, at))
                return at + 1;
        }

        return null;
    }

    private static bool IsSentenceEnd(string text, int at) => text[at] switch
    {
        '\n' => true,
        '.' or '!' or '?' or '؟' or '…' or '۔' => at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]),
        _ => false,
    };
}
