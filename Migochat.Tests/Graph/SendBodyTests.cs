using Migochat.Data;
using Migochat.Graph;

namespace Migochat.Tests.Graph;

/// <summary>The calls as each channel wants them.</summary>
public sealed class SendBodyTests
{
    private static readonly SendText WithReplies = new("أي مقاس؟", [new("L", "size:L"), new("XL", "size:XL")]);
    private static readonly SendAttachment Invoice = new(SendAttachmentType.File, new("https://shop.example/invoice.pdf")) { Caption = "فاتورة", FileName = "invoice.pdf" };

    public static TheoryData<string, string, SendContent, string> Bodies => new()
    {
        { Platform.Facebook, "7130", WithReplies, """{"recipient":{"id":"7130"},"messaging_type":"RESPONSE","message":{"text":"أي مقاس؟","quick_replies":[{"content_type":"text","title":"L","payload":"size:L"},{"content_type":"text","title":"XL","payload":"size:XL"}],"metadata":"ob:1"}}""" },
        { Platform.Instagram, "8130", new SendText("أهلا"), """{"recipient":{"id":"8130"},"messaging_type":"RESPONSE","message":{"text":"أهلا"}}""" },
        { Platform.Facebook, "7130", Invoice, """{"recipient":{"id":"7130"},"messaging_type":"RESPONSE","message":{"attachment":{"type":"file","payload":{"url":"https://shop.example/invoice.pdf"}},"metadata":"ob:1"}}""" },
        { Platform.WhatsApp, "201001234567", new SendText("تمام"), """{"messaging_product":"whatsapp","recipient_type":"individual","to":"+201001234567","biz_opaque_callback_data":"ob:1","type":"text","text":{"body":"تمام","preview_url":false}}""" },
        { Platform.WhatsApp, "EG.1349", new SendText("تمام"), """{"messaging_product":"whatsapp","recipient_type":"individual","recipient":"EG.1349","biz_opaque_callback_data":"ob:1","type":"text","text":{"body":"تمام","preview_url":false}}""" },
        { Platform.WhatsApp, "201001234567", WithReplies, """{"messaging_product":"whatsapp","recipient_type":"individual","to":"+201001234567","biz_opaque_callback_data":"ob:1","type":"interactive","interactive":{"type":"button","body":{"text":"أي مقاس؟"},"action":{"buttons":[{"type":"reply","reply":{"id":"size:L","title":"L"}},{"type":"reply","reply":{"id":"size:XL","title":"XL"}}]}}}""" },
        { Platform.WhatsApp, "201001234567", Invoice, """{"messaging_product":"whatsapp","recipient_type":"individual","to":"+201001234567","biz_opaque_callback_data":"ob:1","type":"document","document":{"link":"https://shop.example/invoice.pdf","caption":"فاتورة","filename":"invoice.pdf"}}""" },
        {
            Platform.WhatsApp, "201001234567",
            new SendTemplate("order_ready", "ar") { Header = [new(null, "مانجو")], Body = [new("order", "EG-1044")], Buttons = [new(0, false, "ok:1044"), new(1, true, "1044")] },
            """{"messaging_product":"whatsapp","recipient_type":"individual","to":"+201001234567","biz_opaque_callback_data":"ob:1","type":"template","template":{"name":"order_ready","language":{"code":"ar"},"components":[{"type":"header","parameters":[{"type":"text","text":"مانجو"}]},{"type":"body","parameters":[{"type":"text","text":"EG-1044","parameter_name":"order"}]},{"type":"button","sub_type":"quick_reply","index":"0","parameters":[{"type":"payload","payload":"ok:1044"}]},{"type":"button","sub_type":"url","index":"1","parameters":[{"type":"text","text":"1044"}]}]}}"""
        },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Each_channel_gets_its_own_form(string platform, string recipient, SendContent content, string expected)
    {
        var body = SendBody.Of(new(platform, "1001", recipient, content) { Mark = "ob:1" }, "1001");

        Assert.Equal("/1001/messages", body.Path);
        JsonAssert.Equal(expected, body.Json);
    }

    [Fact]
    public void A_person_who_wrote_the_text_sends_with_the_tag()
    {
        var body = SendBody.Of(new(Platform.Facebook, "1001", "7130", new SendText("أهلا")) { IsFromHumanAgent = true }, "1001");

        JsonAssert.Equal("""{"recipient":{"id":"7130"},"messaging_type":"MESSAGE_TAG","tag":"HUMAN_AGENT","message":{"text":"أهلا"}}""", body.Json);
    }

    [Theory]
    [InlineData(Platform.Facebook, true, "/me/messages", """{"recipient":{"comment_id":"1_2"},"message":{"text":"السعر ٢٠٠","metadata":"ob:1"}}""")]
    [InlineData(Platform.Instagram, true, "/me/messages", """{"recipient":{"comment_id":"1_2"},"message":{"text":"السعر ٢٠٠"}}""")]
    [InlineData(Platform.Facebook, false, "/1_2/comments", """{"message":"السعر ٢٠٠"}""")]
    [InlineData(Platform.Instagram, false, "/1_2/replies", """{"message":"السعر ٢٠٠"}""")]
    public void A_comment_is_answered_in_private_or_in_public(string platform, bool isPrivate, string path, string expected)
    {
        var body = SendBody.Of(new(platform, "1001", null, new SendCommentReply("1_2", "السعر ٢٠٠", isPrivate)) { Mark = "ob:1" }, "me");

        Assert.Equal(path, body.Path);
        JsonAssert.Equal(expected, body.Json);
    }

    [Fact]
    public void What_a_channel_does_not_have_is_the_callers_mistake()
    {
        Assert.Throws<ArgumentException>(() => SendBody.Of(new(Platform.Facebook, "1001", "7130", new SendTemplate("order_ready", "ar")), "1001"));
        Assert.Throws<ArgumentException>(() => SendBody.Of(new(Platform.WhatsApp, "1001", null, new SendCommentReply("1", "x", false)), "1001"));
        Assert.Throws<ArgumentException>(() => SendBody.Of(new(Platform.Facebook, "1001", null, new SendText("x")), "1001"));
    }
}
