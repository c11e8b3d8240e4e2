namespace Migochat.Texts;

/// <summary>Egypt's mobile numbers: the country code 20, then 10, 11, 12 or 15, then eight digits.</summary>
internal static class EgyptianMobile
{
    /// <summary>The number as E.164, or null if the digits are no Egyptian mobile number. A number with a plus must have the country code; +2 01… is read as +20 1….</summary>
    public static string? FromDigits(string digits, bool plus)
    {
        var national = digits switch
        {
            ['0', '0', '2', '0', .. var rest] => rest,
            ['0', '0', ..] => "",
            ['2', '0', .. var rest] => rest,
            _ when plus => "",
            ['0', .. var rest] => rest,
            _ => "",
        };
        if (national is ['0', '1', ..])
            national = national[1..];
        return national is ['1', '0' or '1' or '2' or '5', ..] && national.Length == 10 ? "+20" + national : null;
    }
}
