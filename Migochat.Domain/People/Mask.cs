namespace Migochat.People;

/// <summary>Personal values as the audit trail shows them: enough to tell two values apart, too little to use them. Pure.</summary>
internal static class Mask
{
    private const int PhoneStart = 5;
    private const int PhoneEnd = 2;

    /// <summary>Such as <c>+2010******34</c>.</summary>
    public static string? Phone(string? phone)
    {
        if (phone is null)
            return null;
        var hidden = Math.Max(0, phone.Length - PhoneStart - PhoneEnd);
        return hidden == 0 ? "***" : $"{phone[..PhoneStart]}{new string('*', hidden)}{phone[^PhoneEnd..]}";
    }

    /// <summary>The first letter of each word, such as <c>م*** ع***</c>.</summary>
    public static string? Name(string? first, string? last)
    {
        var words = $"{first} {last}".Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? null : string.Join(' ', words.Take(4).Select(word => $"{word[..(char.IsHighSurrogate(word[0]) && word.Length > 1 ? 2 : 1)]}***"));
    }
}
