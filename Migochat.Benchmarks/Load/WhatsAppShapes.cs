namespace Migochat.Benchmarks.Load;

/// <summary>The members of a WhatsApp change's value, as Meta writes them.</summary>
public static class WhatsAppShapes
{
    /// <summary>A text from a person, with the person's contact.</summary>
    public static string Text(Person person, string id, string escapedText, DateTimeOffset written) =>
        $$$"""
        {{{Contacts(person)}}},"messages":[{"from":"{{{person.Id}}}","id":"{{{id}}}","timestamp":"{{{written.ToUnixTimeSeconds()}}}","text":{"body":"{{{escapedText}}}"},"type":"text"}]
        """;

    /// <summary>A person's reaction to a message.</summary>
    public static string Reaction(Person person, string id, string target, DateTimeOffset made) =>
        $$$"""
        {{{Contacts(person)}}},"messages":[{"from":"{{{person.Id}}}","id":"{{{id}}}","timestamp":"{{{made.ToUnixTimeSeconds()}}}","type":"reaction","reaction":{"message_id":"{{{target}}}","emoji":"\ud83d\udc4d"}}]
        """;

    /// <summary>A message that the shop sent from the phone's own app; a change of field <c>smb_message_echoes</c>.</summary>
    public static string Echo(Person person, string id, string escapedText, DateTimeOffset written) =>
        $$$"""
        "message_echoes":[{"from":"{{{Shop.WhatsAppDisplayNumber}}}","to":"{{{person.Id}}}","id":"{{{id}}}","timestamp":"{{{written.ToUnixTimeSeconds()}}}","type":"text","text":{"body":"{{{escapedText}}}"}}]
        """;

    /// <summary>How far a message of the shop got.</summary>
    public static string Status(Person person, string id, string status, DateTimeOffset reached) =>
        $$$"""
        "statuses":[{"id":"{{{id}}}","status":"{{{status}}}","timestamp":"{{{reached.ToUnixTimeSeconds()}}}","recipient_id":"{{{person.Id}}}"{{{(status == "sent" ? Pricing : "")}}}}]
        """;

    private const string Pricing = ""","pricing":{"billable":true,"pricing_model":"PMP","type":"regular","category":"utility"}""";

    private static string Contacts(Person person) =>
        $$$"""
        "contacts":[{"profile":{"name":"{{{person.EscapedName}}}"},"wa_id":"{{{person.Id}}}"}]
        """;
}
