namespace Migochat.Data;

/// <summary>Fits a text into its column.</summary>
internal static class TextLength
{
    /// <summary>The text, or its beginning of at most this many UTF-16 units; a surrogate pair is never split.</summary>
    public static string CutTo(this string text, int length)
    {
        if (text.Length <= length)
            return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
