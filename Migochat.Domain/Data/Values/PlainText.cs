namespace Migochat.Data;

/// <summary>
/// Texts without characters that make a reader see another text than the stored one: control characters, and the marks that
/// override the direction of writing (U+202A to U+202E, U+2066 to U+2069). Tabs and line ends are plain.
/// </summary>
internal static class PlainText
{
    public static bool IsPlain(string text) => !text.Any(IsHidden);

    /// <summary>True if the text has none of those characters, and no tabs and line ends.</summary>
    public static bool IsLine(string text) => IsPlain(text) && text.AsSpan().IndexOfAny('\t', '\n', '\r') < 0;

    /// <summary>The text without those characters.</summary>
    public static string Clean(string text) => IsPlain(text) ? text : string.Concat(text.Where(character => !IsHidden(character)));

    /// <summary>The text without marks of direction. Phones put them around a number that is copied.</summary>
    public static string WithoutDirection(string text) => text.Any(IsDirection) ? string.Concat(text.Where(character => !IsDirection(character))) : text;

    /// <summary>True for a character that says only in which direction its neighbours are written.</summary>
    public static bool IsDirection(char character) =>
        character is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static bool IsHidden(char character) => character switch
    {
        '\t' or '\n' or '\r' => false,
        >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' => true,
        _ => char.IsControl(character),
    };
}
