using System.Globalization;

namespace Migochat.Fetches;

/// <summary>Reads until when a link to a profile's picture is valid. Pure.</summary>
internal static class PictureLink
{
    private const long MostSeconds = 100_000_000_000;

    /// <returns>UTC; null if the link does not say.</returns>
    public static DateTime? ExpiresAt(string link)
    {
        var query = link.IndexOf('?', StringComparison.Ordinal);
        if (query < 0)
            return null;
        foreach (var part in link[(query + 1)..].Split('&'))
        {
            // Meta's two hosts for pictures: seconds in hexadecimal or decimal digits.
            var isHexadecimal = part.StartsWith("oe=", StringComparison.Ordinal);
            if (!isHexadecimal && !part.StartsWith("ext=", StringComparison.Ordinal))
                continue;
            var digits = part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..];
            if (long.TryParse(digits, isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < MostSeconds)
                return DateTime.UnixEpoch.AddSeconds(seconds);
        }

        return null;
    }
}
