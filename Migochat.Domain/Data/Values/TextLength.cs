namespace Migochat.Data;

/// <summary>Fits a text into its column.</summary>
internal static class TextLength
{
    /// <summary>The text, or its beginning: at most so many UTF-16 units, and never half a surrogate pair.</summary>
    public static string CutTo(this string text, int length)
    {
        if (text.Length <= length)
            return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
