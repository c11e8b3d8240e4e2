using System.Globalization;
using System.Text;

namespace Migochat.Benchmarks.Load;

/// <summary>Text as Meta writes it inside JSON: pure ASCII, everything else as \u with four lowercase hex digits, slashes escaped.</summary>
public static class JsonText
{
    /// <summary>The escaped text, without quotation marks.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length * 6);
        foreach (var character in text)
            Append(escaped, character);

        return escaped.ToString();
    }

    private static void Append(StringBuilder escaped, char character)
    {
        if (character is '"' or '\\' or '/')
            escaped.Append('\\').Append(character);
        else if (character is < ' ' or > '~')
            escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        else
            escaped.Append(character);
    }
}
