using System.Text;

namespace Migochat.Benchmarks.Load;

/// <summary>
/// Webhook bodies with one new text message each, as Meta sends them. Message <c>n</c> of <c>count</c> was written at an even step
/// through the ten minutes before <paramref name="now"/>, so times rise with the numbers and none lies in the future.
/// </summary>
public sealed class MessageFactory(IReadOnlyList<Person> people, int count, DateTimeOffset now)
{
    private const string Page = "682498171943165";
    private const string InstagramAccount = "17841405822304914";
    private const string WhatsAppAccount = "102290129340398";
    private const string WhatsAppPhoneNumber = "106540352242922";
    private static readonly TimeSpan s_span = TimeSpan.FromMinutes(10);

    /// <summary>The body of message <paramref name="number"/> (0 to count - 1), from a person drawn with <paramref name="random"/>.</summary>
    public byte[] Body(int number, Random random)
    {
        var person = people[random.Next(people.Count)];
        var written = now - s_span + (s_span * number / count);
        var text = MessageTexts.Escaped(random);
        var body = person.Channel switch
        {
            Channel.WhatsApp => WhatsApp(person, MessageIds.WhatsApp(person.Id, number, random), text, written),
            Channel.Messenger => Messaging("page", Page, person, MessageIds.Messenger(number, random), text, written),
            _ => Messaging("instagram", InstagramAccount, person, MessageIds.Instagram(number, random), text, written),
        };
        return Encoding.ASCII.GetBytes(body);
    }

    private static string WhatsApp(Person person, string id, string text, DateTimeOffset written) =>
        $$$"""
        {"object":"whatsapp_business_account","entry":[{"id":"{{{WhatsAppAccount}}}","changes":[{"value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"201000000001","phone_number_id":"{{{WhatsAppPhoneNumber}}}"},"contacts":[{"profile":{"name":"{{{person.EscapedName}}}"},"wa_id":"{{{person.Id}}}"}],"messages":[{"from":"{{{person.Id}}}","id":"{{{id}}}","timestamp":"{{{written.ToUnixTimeSeconds()}}}","text":{"body":"{{{text}}}"},"type":"text"}]},"field":"messages"}]}]}
        """;

    private static string Messaging(string kind, string business, Person person, string id, string text, DateTimeOffset written) =>
        $$$"""
        {"object":"{{{kind}}}","entry":[{"time":{{{written.ToUnixTimeMilliseconds() + 162}}},"id":"{{{business}}}","messaging":[{"sender":{"id":"{{{person.Id}}}"},"recipient":{"id":"{{{business}}}"},"timestamp":{{{written.ToUnixTimeMilliseconds()}}},"message":{"mid":"{{{id}}}","text":"{{{text}}}"}}]}]}
        """;
}
