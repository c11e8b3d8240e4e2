using System.Text.RegularExpressions;

namespace Migochat.Legacy;

/// <summary>Phone numbers as other programs wrote them. Unclear ones are left as they are.</summary>
internal static partial class LegacyPhone
{
    /// <summary>A WhatsApp id's country code and digits, without plus or leading zeros; null if it is no number of 5 to 15 digits.</summary>
    public static string? WhatsAppDigits(string psid)
    {
        var compact = Compact(psid);
        if (EgyptianMobile().Match(compact) is { Success: true } mobile)
            return "20" + mobile.Groups["rest"].Value;
        var digits = compact.TrimStart('+').TrimStart('0');
        return digits.Length is >= 5 and <= 15 && digits.All(char.IsAsciiDigit) ? digits : null;
    }

    /// <summary>E.164 if the number is clear, else unchanged. A person without a phone gets the WhatsApp number, if it has 7 to 15 digits.</summary>
    public static string? Of(string? phone, string? whatsAppDigits)
    {
        if (string.IsNullOrWhiteSpace(phone))
            return whatsAppDigits is { Length: >= 7 and <= 15 } ? "+" + whatsAppDigits : null;
        var compact = Compact(phone);
        if (compact == whatsAppDigits)
            return "+" + compact;
        if (EgyptianMobile().Match(compact) is { Success: true } mobile)
            return "+20" + mobile.Groups["rest"].Value;
        return International().Match(compact) is { Success: true } international ? "+" + international.Groups["digits"].Value : phone;
    }

    private static string Compact(string text) =>
        text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    [GeneratedRegex(@"^(0|20)(?<rest>1[0125][0-9]{8})\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EgyptianMobile();

    [GeneratedRegex(@"^(\+|00)(?<digits>[1-9][0-9]{6,14})\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex International();
}
