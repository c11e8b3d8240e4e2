using System.Globalization;

namespace Migochat.Data;

/// <summary>Reads whole numbers. .NET's own parser also accepts NUL characters after the digits.</summary>
internal static class WholeNumber
{
    public static bool TryParse(string? text, NumberStyles styles, out long number)
    {
        number = 0;
        return text?.Contains('\0', StringComparison.Ordinal) is false && long.TryParse(text, styles, CultureInfo.InvariantCulture, out number);
    }
}
