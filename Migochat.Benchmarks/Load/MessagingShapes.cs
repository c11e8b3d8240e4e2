namespace Migochat.Benchmarks.Load;

/// <summary>Items of <c>messaging</c>, of Messenger and Instagram alike, as Meta writes them.</summary>
public static class MessagingShapes
{
    /// <summary>A text from a person.</summary>
    public static string Text(Person person, string mid, string escapedText, DateTimeOffset written) => FromPerson(person, written,
        $$"""
        "message":{"mid":"{{mid}}","text":"{{escapedText}}"}
        """);

    /// <summary>A message of the shop, sent with another app or by hand.</summary>
    public static string Echo(Person person, string mid, string escapedText, DateTimeOffset written) =>
        $$$"""
        {"sender":{"id":"{{{Shop.IdOn(person.Channel)}}}"},"recipient":{"id":"{{{person.Id}}}"},"timestamp":{{{written.ToUnixTimeMilliseconds()}}},"message":{"mid":"{{{mid}}}","is_echo":true,"app_id":263902037430900,"text":"{{{escapedText}}}"}}
        """;

    /// <summary>Everything that the shop wrote up to then was delivered.</summary>
    public static string Delivery(Person person, DateTimeOffset until) => FromPerson(person, until,
        $$"""
        "delivery":{"watermark":{{until.ToUnixTimeMilliseconds()}}}
        """);

    /// <summary>Everything that the shop wrote up to then was read.</summary>
    public static string Read(Person person, DateTimeOffset until) => FromPerson(person, until,
        $$"""
        "read":{"watermark":{{until.ToUnixTimeMilliseconds()}}}
        """);

    /// <summary>A person's reaction to a message.</summary>
    public static string Reaction(Person person, string target, DateTimeOffset made) => FromPerson(person, made,
        $$"""
        "reaction":{"mid":"{{target}}","action":"react","reaction":"love","emoji":"\u2764"}
        """);

    /// <summary>A person's new text for a message.</summary>
    public static string Edit(Person person, string target, string escapedText, DateTimeOffset made) => FromPerson(person, made,
        $$"""
        "message_edit":{"mid":"{{target}}","text":"{{escapedText}}","num_edit":1}
        """);

    /// <summary>A person took a message back.</summary>
    public static string Deletion(Person person, string target, DateTimeOffset made) => FromPerson(person, made,
        $$"""
        "message":{"mid":"{{target}}","is_deleted":true}
        """);

    /// <summary>A person pressed a button.</summary>
    public static string Postback(Person person, string mid, DateTimeOffset made) => FromPerson(person, made,
        $$"""
        "postback":{"mid":"{{mid}}","title":"{{s_title}}","payload":"CATALOGUE"}
        """);

    private static readonly string s_title = JsonText.Escape("الأسعار");

    private static string FromPerson(Person person, DateTimeOffset at, string member) =>
        $$"""
        {"sender":{"id":"{{person.Id}}"},"recipient":{"id":"{{Shop.IdOn(person.Channel)}}"},"timestamp":{{at.ToUnixTimeMilliseconds()}},{{member}}}
        """;
}
