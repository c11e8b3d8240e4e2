using System.Text.Json;
using Migochat.Webhooks;

namespace Migochat.Tests.Webhooks;

public sealed class WhatsAppContentTests
{
    [Theory]
    [InlineData("""{"type":"text","text":{"body":"بكام؟"}}""", "text", "بكام؟", null)]
    [InlineData("""{"type":"text","text":{"body":150}}""", "text", "150", null)]
    [InlineData("""{"type":"text","text":"as it is"}""", "text", "as it is", null)]
    [InlineData("""{"type":"text"}""", "text", null, null)]
    [InlineData("""{"text":{"body":"no type"}}""", "text", "no type", null)]
    [InlineData("""{"type":"image","image":{"id":"7","caption":"ده"}}""", "image", "ده", """{"id":"7","caption":"ده"}""")]
    [InlineData("""{"type":"image","image":{"id":"7"}}""", "image", null, """{"id":"7"}""")]
    [InlineData("""{"type":"video","video":{"caption":"v"}}""", "video", "v", """{"caption":"v"}""")]
    [InlineData("""{"type":"document","document":{"caption":"d","filename":"f.pdf"}}""", "document", "d", """{"caption":"d","filename":"f.pdf"}""")]
    [InlineData("""{"type":"audio","audio":{"id":"7","voice":true}}""", "audio", null, """{"id":"7","voice":true}""")]
    [InlineData("""{"type":"voice","voice":{"id":"7"}}""", "voice", null, """{"id":"7"}""")]
    [InlineData("""{"type":"sticker","sticker":{"id":"7"}}""", "sticker", null, """{"id":"7"}""")]
    [InlineData("""{"type":"button","button":{"payload":"p","text":"نعم"}}""", "button", "نعم", """{"payload":"p","text":"نعم"}""")]
    [InlineData("""{"type":"button","button":{"payload":"p"}}""", "button", null, """{"payload":"p"}""")]
    [InlineData("""{"type":"interactive","interactive":{"type":"button_reply","button_reply":{"id":"b","title":"One"}}}""", "interactive", "One", """{"type":"button_reply","button_reply":{"id":"b","title":"One"}}""")]
    [InlineData("""{"type":"interactive","interactive":{"list_reply":{"id":"l","title":"Two"}}}""", "interactive", "Two", """{"list_reply":{"id":"l","title":"Two"}}""")]
    [InlineData("""{"type":"interactive","interactive":{"nfm_reply":{"name":"flow","body":"Sent","response_json":"[no"}}}""", "interactive", "Sent", """{"nfm_reply":{"name":"flow","body":"Sent","response_json":"[no"}}""")]
    [InlineData("""{"type":"interactive","interactive":{"nfm_reply":{"name":"flow","body":{}}}}""", "interactive", "flow", """{"nfm_reply":{"name":"flow","body":{}}}""")]
    [InlineData("""{"type":"interactive","interactive":{"call_permission_reply":{"response":"reject"}}}""", "interactive", "reject", """{"call_permission_reply":{"response":"reject"}}""")]
    [InlineData("""{"type":"interactive","interactive":{"payment_method":{}}}""", "interactive", null, """{"payment_method":{}}""")]
    [InlineData("""{"type":"order","order":{"text":"two","product_items":[]}}""", "order", "two", """{"text":"two","product_items":[]}""")]
    [InlineData("""{"type":"location","location":{"latitude":30.1,"name":"ShopNumber","address":"Street"}}""", "location", "ShopNumber\nStreet", """{"latitude":30.1,"name":"ShopNumber","address":"Street"}""")]
    [InlineData("""{"location":{"latitude":"30.1","address":"Street"}}""", "location", "Street", """{"latitude":"30.1","address":"Street"}""")]
    [InlineData("""{"type":"location","location":{"latitude":30.1}}""", "location", null, """{"latitude":30.1}""")]
    [InlineData("""{"type":"contacts","contacts":[{"name":{"formatted_name":"Omar Said"}},{"name":{"formatted_name":"B"}}]}""", "contacts", "Omar Said", """[{"name":{"formatted_name":"Omar Said"}},{"name":{"formatted_name":"B"}}]""")]
    [InlineData("""{"type":"contacts","contacts":[]}""", "contacts", null, "[]")]
    [InlineData("""{"type":"unsupported","unsupported":{"type":"poll"}}""", "unsupported", null, """{"type":"poll"}""")]
    [InlineData("""{"type":"unknown"}""", "unknown", null, null)]
    [InlineData("""{"type":"hologram","hologram":{"body":"new"}}""", "hologram", null, """{"body":"new"}""")]
    [InlineData("""{"type":7,"something":{}}""", "unknown", null, null)]
    public void A_message_is_known_by_its_type_and_read_by_it(string message, string type, string? text, string? content)
    {
        var read = Parse(message);

        Assert.Equal((type, text, content), (read.Type, read.Text, read.Metadata.Content));
    }

    [Fact]
    public void A_type_is_cut_but_what_stands_under_it_is_found()
    {
        var type = new string('x', 49) + "😍y";

        var read = Parse($$"""{"type":"{{type}}","{{type}}":[1]}""");

        Assert.Equal((new string('x', 49), "[1]"), (read.Type, read.Metadata.Content));
    }

    [Theory]
    [InlineData("""{"context":{"forwarded":true}}""", true)]
    [InlineData("""{"context":{"frequently_forwarded":"true"}}""", true)]
    [InlineData("""{"context":{"forwarded":false,"frequently_forwarded":false,"id":"wamid.0"}}""", null)]
    [InlineData("""{}""", null)]
    public void A_forwarded_message_says_so(string message, bool? isForwarded)
    {
        Assert.Equal(isForwarded, Parse(message).Metadata.Forwarded);
    }

    [Fact]
    public void The_parts_besides_the_text_are_kept_as_they_came()
    {
        var metadata = Parse("""
            {"type":"unknown","context":{"id":"wamid.0"},"referral":{"source_id":"1"},"group_id":77,"errors":[{"code":131051}]}
            """).Metadata;

        Assert.Equal(("""{"id":"wamid.0"}""", """{"source_id":"1"}""", "77", """[{"code":131051}]"""), (metadata.Context, metadata.Referral, metadata.GroupId, metadata.Errors));
    }

    private static WhatsAppContent Parse(string message) => new(JsonDocument.Parse(message).RootElement);
}
