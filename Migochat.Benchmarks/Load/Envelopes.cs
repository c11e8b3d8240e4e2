namespace Migochat.Benchmarks.Load;

/// <summary>The outer parts of a delivery, as Meta writes them. Items are JSON texts.</summary>
public static class Envelopes
{
    /// <summary>Meta's delay in sending an event, in milliseconds.</summary>
    private const int Delay = 162;

    /// <summary>One item of <c>messaging</c>, to the page or the Instagram account.</summary>
    public static string Messaging(Channel channel, DateTimeOffset sent, string item) =>
        $$"""
        {"object":"{{ObjectOf(channel)}}","entry":[{"time":{{sent.ToUnixTimeMilliseconds() + Delay}},"id":"{{Shop.IdOn(channel)}}","messaging":[{{item}}]}]}
        """;

    /// <summary>One change of the page or the Instagram account.</summary>
    public static string Change(Channel channel, DateTimeOffset sent, string field, string value) =>
        $$$"""
        {"object":"{{{ObjectOf(channel)}}}","entry":[{"id":"{{{Shop.IdOn(channel)}}}","time":{{{sent.ToUnixTimeSeconds()}}},"changes":[{"value":{{{value}}},"field":"{{{field}}}"}]}]}
        """;

    /// <summary>Changes of the WhatsApp account, each made by <see cref="WhatsAppChange"/>.</summary>
    public static string WhatsApp(params IEnumerable<string> changes) =>
        $$"""
        {"object":"whatsapp_business_account","entry":[{"id":"{{Shop.WhatsAppAccount}}","changes":[{{string.Join(',', changes)}}]}]}
        """;

    /// <summary>One change of the WhatsApp account.</summary>
    /// <param name="members">The value's members after those that every value has.</param>
    public static string WhatsAppChange(string field, string members) =>
        $$$"""
        {"value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"{{{Shop.WhatsAppDisplayNumber}}}","phone_number_id":"{{{Shop.WhatsAppPhoneNumber}}}"},{{{members}}}},"field":"{{{field}}}"}
        """;

    private static string ObjectOf(Channel channel) => channel == Channel.Instagram ? "instagram" : "page";
}
