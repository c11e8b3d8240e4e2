namespace Migochat.Webhooks;

/// <summary>WhatsApp's two kinds of ids for a person: a number, and a business-scoped user id such as <c>EG.1234…</c>.</summary>
internal static class WhatsAppIds
{
    /// <summary>The digits of a number, without the plus of Meta's own examples; null if this is no number of 5 to 15 digits.</summary>
    public static string? Digits(string? id)
    {
        var digits = id?.TrimStart('+');
        return digits is { Length: >= 5 and <= 15 } && digits.All(char.IsAsciiDigit) ? digits : null;
    }
}
