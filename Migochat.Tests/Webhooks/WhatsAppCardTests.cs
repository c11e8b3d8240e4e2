using System.Text.Json;
using Migochat.Webhooks;
using static Migochat.Tests.Webhooks.WhatsAppDelivery;

namespace Migochat.Tests.Webhooks;

public sealed class WhatsAppCardTests
{
    [Theory]
    [InlineData("""{"name":{"formatted_name":"Mona Adel"},"vcard":"FN:Other"}""", "Mona Adel")]
    [InlineData("""{"name":{"first_name":"Mona","last_name":"Adel"}}""", "Mona Adel")]
    [InlineData("""{"name":{"first_name":"Mona"}}""", "Mona")]
    [InlineData("""{"vcard":"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Mona Adel\r\nEND:VCARD"}""", "Mona Adel")]
    [InlineData("""{"vcard":"BEGIN:VCARD\nitem1.fn;CHARSET=UTF-8:Mo\n na\\, Adel\nEND:VCARD"}""", "Mona, Adel")]
    [InlineData("""{"vcard":"N:Adel;Mona;;;\nFN;ENCODING=QUOTED-PRINTABLE:=D9=85"}""", "Mona Adel")]
    [InlineData("""{"vcard":"TEL:+20 100\nNOTE:FN:no"}""", null)]
    [InlineData("""{"vcard":7,"org":{"company":"Hope Workshop"}}""", "Hope Workshop")]
    [InlineData("""{"name":{"formatted_name":" "}}""", null)]
    [InlineData("7", null)]
    public void The_name_is_Metas_or_the_vCards(string card, string? expected) =>
        Assert.Equal(expected, WhatsAppCard.NameOf(JsonDocument.Parse(card).RootElement));

    [Theory]
    [InlineData("+20 100 111 2223")]
    [InlineData("\u202a+20 100 111 2223\u202c")]
    [InlineData("\u2066٠١٠٠ ١١١ ٢٢٢٣\u2069")]
    public void The_number_of_a_card_may_be_written_as_people_write_it(string phone)
    {
        var message = JsonDocument.Parse($$"""{"contacts":[{"origin":"contact_request","phones":[{"phone":"{{phone}}"}]}]}""");

        Assert.Equal("201001112223", WhatsAppCard.RequestedNumber(message.RootElement));
    }

    [Theory]
    [InlineData("\"from_user_id\":\"EG.1\"", "contact_request", "wa_phone:201001112223 wa_user:EG.1")]
    [InlineData("\"from_user_id\":\"EG.1\"", "other", "wa_user:EG.1")]
    [InlineData("\"from\":\"201112223334\",\"from_user_id\":\"EG.1\"", "contact_request", "wa_phone:201112223334 wa_user:EG.1")]
    public void A_card_on_request_gives_the_number_of_somebody_whose_number_is_not_told(string from, string origin, string expected)
    {
        var read = Single<MessageReceived>(Messages(
            $$$"""{"id":"wamid.1",{{{from}}},"timestamp":~,"type":"contacts","contacts":[{"origin":"{{{origin}}}","phones":[{"phone":"+20 100 111 2223"}]}]}"""));

        Assert.Equal(expected, Ids(read.Person));
    }
}
