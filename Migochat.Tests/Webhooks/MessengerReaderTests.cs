using Migochat.Data;
using Migochat.Messaging;
using Migochat.Webhooks;

namespace Migochat.Tests.Webhooks;

public sealed class MessengerReaderTests
{
    [Theory]
    [InlineData("""{"mid":"m","text":"بكام؟"}""", "text", "بكام؟")]
    [InlineData("""{"mid":"m","attachments":[{"type":"image","payload":{"url":"https://x"}}]}""", "image", null)]
    [InlineData("""{"mid":"m","text":"see","attachments":[{"type":"fallback","payload":null}]}""", "text", "see")]
    [InlineData("""{"mid":"m","attachments":[{"type":"ephemeral"}]}""", "ephemeral", null)]
    [InlineData("""{"mid":"m","attachments":[{"type":"video"},{"type":"image"}]}""", "video", null)]
    [InlineData("""{"mid":"m","attachments":[{"type":"image","payload":{"sticker_id":3}}]}""", "sticker", null)]
    [InlineData("""{"mid":"m","sticker_id":3,"attachments":[{"type":"image"}]}""", "sticker", null)]
    [InlineData("""{"mid":"m","attachments":[{"type":"image"},{"type":"sticker"}]}""", "sticker", null)]
    [InlineData("""{"mid":"m","attachments":[{"type":"sticker"},{"type":"image"}]}""", "sticker", null)]
    [InlineData("""{"mid":"m","attachments":[{"type":"share"},{"type":"ig_post"}]}""", "ig_post", null)]
    [InlineData("""{"mid":"m","attachments":[{"type":"post"},{"type":"ig_post"}]}""", "post", null)]
    [InlineData("""{"mid":"m","attachments":[{"type":null},{"type":"audio"}]}""", "audio", null)]
    [InlineData("""{"mid":"m","is_unsupported":true,"text":"?"}""", "unsupported", "?")]
    [InlineData("""{"mid":"m","attachments":[{"type":"unsupported_type"}]}""", "unsupported", null)]
    [InlineData("""{"mid":"m","attachments":[{"type":"image","payload":{"unsupported_type":"x"}}]}""", "unsupported", null)]
    [InlineData("""{"mid":"m","attachments":[]}""", "unsupported", null)]
    [InlineData("""{"mid":"m","attachments":"x","text":null}""", "unsupported", null)]
    [InlineData("""{"mid":"m","attachments":[{"type":"a12345678901234567890123456789012345678901234567890"}]}""", "a1234567890123456789012345678901234567890123456789", null)]
    public void A_message_is_of_the_kind_of_its_first_attachment(string message, string type, string? text)
    {
        var received = Reading.Messenger($"\"message\":{message}").Only<MessageReceived>();

        Assert.Equal((type, text), (received.Type, received.Text));
        Assert.Equal((MessageDirection.Inbound, CopyRank.Live), (received.Direction, received.Rank));
        Assert.Equal([new Identity(IdentityKind.Facebook, Reading.Psid)], received.Person);
    }

    [Fact]
    public void What_comes_with_a_message_is_kept_as_it_came_but_for_what_is_noise()
    {
        var received = Reading.Messenger(
            """
            "message":{"mid":"m","text":"x","quick_reply":{"payload":"p"},"reply_to":{"mid":"m0"},"attachments":[{"type":"file", "x":1}],
            "app_id":263902037430900,"errors":{"code":1},"metadata":"mine","nlp":{"a":1},"commands":[1]}
            """).Only<MessageReceived>();

        Assert.Equal(
            new MessageMetadata
            {
                QuickReply = """{"payload":"p"}""",
                ReplyTo = """{"mid":"m0"}""",
                Attachments = """[{"type":"file", "x":1}]""",
                AppId = "263902037430900",
                Errors = """[{"code":1}]""",
            },
            received.Metadata);
    }

    [Theory]
    [InlineData("messaging", "\"is_echo\":true,", CopyRank.Echo, null)]
    [InlineData("messaging", "", CopyRank.Echo, null)]
    [InlineData("standby", "\"is_echo\":true,", CopyRank.Standby, true)]
    public void An_echo_is_outbound_to_the_person(string collection, string flag, CopyRank rank, bool? isStandby)
    {
        var received = Reading.MessengerEcho($$"""
            "message":{{{flag}}"mid":"m","text":"x"}
            """, collection).Only<MessageReceived>();

        Assert.Equal((MessageDirection.Outbound, rank, isStandby), (received.Direction, received.Rank, received.Metadata.Standby));
        Assert.Equal((Texts.PageId, Reading.Psid), (received.SenderId, received.RecipientId));
        Assert.Equal([new Identity(IdentityKind.Facebook, Reading.Psid)], received.Person);
        Assert.Equal(Reading.Before, received.Time);
    }

    [Fact]
    public void Standby_is_inbound_and_marked()
    {
        var received = Reading.Messenger("""
            "message":{"mid":"m","text":"x"}
            """, "standby").Only<MessageReceived>();

        Assert.Equal((MessageDirection.Inbound, CopyRank.Standby, true), (received.Direction, received.Rank, received.Metadata.Standby));
    }

    [Theory]
    [InlineData("""{"sender":{"id":"1"},"recipient":{"id":"1"},"message":{"mid":"m","text":"x"}}""")]
    [InlineData("""{"sender":{"id":"1"},"recipient":{"id":"2"},"is_self":true,"message":{"mid":"m","text":"x"}}""")]
    [InlineData("""{"sender":{"id":"1"},"recipient":{"id":"2"},"message":{"mid":"m","text":"x","is_self":true}}""")]
    [InlineData("""{"sender":{"id":"1"},"recipient":{"id":"104512345678901"},"message":{"mid":"m","text":"x","is_echo":true}}""")]
    [InlineData("""{"sender":{"id":"104512345678901"},"recipient":{"id":"2"},"postback":{"title":"x"}}""")]
    [InlineData("""{"sender":{"id":"104512345678901"},"recipient":{"id":"2"},"referral":{"source":"ADS"}}""")]
    [InlineData("""{"sender":{"id":"104512345678901"},"recipient":{"id":"2"},"optin":{"type":"notification_messages"}}""")]
    public void The_account_is_no_person(string item)
    {
        Reading.MessengerItem(item).Only<NotOurs>();
    }

    [Fact]
    public void A_deleted_message_is_a_deletion()
    {
        var deleted = Reading.Messenger("""
            "message":{"mid":"m","is_deleted":true}
            """).Only<MessageDeleted>();

        Assert.Equal(("m", Reading.Before), (deleted.Target, deleted.Time));
    }

    [Theory]
    [InlineData("\"message_edit\":{\"mid\":\"m\",\"text\":\"new\",\"num_edit\":\"37\"}", 37, "new")]
    [InlineData("\"message_edit\":{\"mid\":\"m\",\"text\":\"new\",\"num_edit\":2}", 2, "new")]
    [InlineData("\"message_edit\":{\"mid\":\"m\",\"text\":null}", 1, null)]
    [InlineData("\"message_edit\":{\"mid\":\"m\",\"num_edit\":9999999999}", int.MaxValue, null)]
    public void An_edit_has_its_number(string members, int version, string? text)
    {
        var edited = Reading.Messenger(members).Only<MessageEdited>();

        Assert.Equal(("m", version, text, Reading.Before), (edited.Target, edited.Version, edited.Text, edited.Time));
    }

    [Theory]
    [InlineData("""{"mid":"m","action":"react","reaction":"love","emoji":"❤"}""", "❤")]
    [InlineData("""{"mid":"m","action":"react","reaction":"love","emoji":""}""", "love")]
    [InlineData("""{"mid":"m","reaction":"other"}""", "other")]
    [InlineData("""{"mid":"m","action":"unreact","reaction":"love","emoji":"❤"}""", null)]
    [InlineData("""{"mid":"m","action":"react"}""", null)]
    public void A_reaction_is_a_state_of_one_side(string reaction, string? emoji)
    {
        var theirs = Reading.Messenger($"\"reaction\":{reaction}").Only<MessageReacted>();
        var ours = Reading.MessengerEcho($"\"reaction\":{reaction}").Only<MessageReacted>();

        Assert.Equal(("m", emoji, MessageDirection.Inbound, Reading.Before), (theirs.Target, theirs.Emoji, theirs.Side, theirs.Time));
        Assert.Equal((emoji, MessageDirection.Outbound), (ours.Emoji, ours.Side));
    }

    [Fact]
    public void A_postback_is_a_message_with_the_title_of_its_button()
    {
        var received = Reading.Messenger("""
            "postback":{"mid":"m","title":"Prices","payload":"P","referral":{"source":"ADS","ad_id":"120"}}
            """).Only<MessageReceived>();

        Assert.Equal(("m", "postback", "Prices"), (received.MessageId, received.Type, received.Text));
        Assert.Equal("""{"mid":"m","title":"Prices","payload":"P","referral":{"source":"ADS","ad_id":"120"}}""", received.Metadata.Content);
        Assert.Equal((MessageSource.AdMessage, new AdMention("120")), (received.Attribution.Source, received.Attribution.Ad));
    }

    [Fact]
    public void A_postback_without_mid_has_a_key_of_its_own()
    {
        var received = Reading.Messenger("""
            "postback":{"title":"Prices","payload":"P"}
            """).Only<MessageReceived>();

        Assert.Equal(MessageKeys.Postback(Texts.PageId, Reading.Psid, Reading.Before, "P", "Prices"), received.MessageId);
        Assert.Equal(Attribution.Direct, received.Attribution);
    }

    [Theory]
    [InlineData("\"delivery\":{\"watermark\":1772366100000}")]
    [InlineData("\"read\":{\"watermark\":1772366100000}")]
    public void What_the_page_reads_itself_is_counted(string members)
    {
        Reading.Messenger(members).Only<WatermarkReceived>();
        Assert.Equal("own_receipt", Reading.MessengerEcho(members).Only<Notice>().Name);
    }

    [Theory]
    [InlineData("\"message_edit\":{\"mid\":\"m\",\"num_edit\":0}", "message_edit_unchanged")]
    [InlineData("\"pass_thread_control\":{\"new_owner_app_id\":1}", "pass_thread_control")]
    [InlineData("\"account_linking\":{\"status\":\"linked\"}", "account_linking")]
    [InlineData("\"game_play\":{}", "game_play")]
    public void What_is_not_used_is_counted(string members, string name)
    {
        Assert.Equal(name, Reading.Messenger(members).Only<Notice>().Name);
    }

    [Theory]
    [InlineData("""{"recipient":{"id":"1"},"app_roles":{"12":["primary_receiver"]}}""", "app_roles")]
    [InlineData("""{"recipient":{"id":"1"},"policy-enforcement":{"action":"block"}}""", "policy_enforcement")]
    [InlineData("""{"recipient":{"id":"1"},"policy_enforcement":{"action":"block"}}""", "policy_enforcement")]
    [InlineData("""{"recipient":{"id":"1"},"from":{"id":"2"},"group_id":"3","comment_id":"4"}""", "group_feed")]
    [InlineData("""{"recipient":{"id":"1"},"optin":{"ref":"r","user_ref":"u"}}""", "optin_without_person")]
    [InlineData("""{"sender":{"user_ref":5},"recipient":{"id":"1"},"postback":{"payload":"hey"}}""", "postback_without_person")]
    [InlineData("""{"sender":{"user_ref":5},"recipient":{"id":"1"},"referral":{"source":"x"}}""", "referral_without_person")]
    public void What_has_no_sender_is_counted(string item, string name)
    {
        Assert.Equal(name, Reading.MessengerItem(item).Only<Notice>().Name);
    }

    [Theory]
    [InlineData("""{"message":"TEST_MESSAGE"}""")]
    [InlineData("""{"sender":{"id":"1"},"recipient":{"id":"2"}}""")]
    [InlineData("""{"sender":{"id":"1"},"recipient":{"id":"2"},"foo":{"watermark":1}}""")]
    [InlineData("""{"sender":{"id":"1"},"recipient":{"id":"2"},"message":{"text":"x"}}""")]
    [InlineData("""{"recipient":{"id":"2"},"message":{"mid":"m","text":"x"}}""")]
    [InlineData("""{"sender":{"id":"1"},"recipient":{"id":"2"},"message_edit":{"text":"x"}}""")]
    [InlineData("""{"sender":{"id":"1"},"recipient":{"id":"2"},"reaction":{"emoji":"x"}}""")]
    [InlineData("""{"recipient":{"id":"2"},"reaction":{"mid":"x"}}""")]
    [InlineData("""{"sender":{"id":"1"},"recipient":{"id":"2"},"read":{}}""")]
    [InlineData("""{"sender":{"id":"1"},"recipient":{"id":"2"},"delivery":{"mids":[null,{}],"watermark":"soon"}}""")]
    [InlineData("""{"sender":{"id":"1"},"recipient":{"id":"2"},"postback":"x"}""")]
    [InlineData("""{"recipient":{"id":"2"},"postback":{"title":"x"}}""")]
    [InlineData("""{"recipient":{"id":"2"},"referral":{"source":"x"}}""")]
    [InlineData("\"x\"")]
    public void What_is_not_known_is_said_so(string item)
    {
        Reading.MessengerItem(item).Only<Unrecognised>();
    }

    [Fact]
    public void Ids_that_do_not_fit_are_not_cut()
    {
        string[] items =
        [
            $$$"""{"sender":{"id":"{{{new string('1', 161)}}}"},"recipient":{"id":"2"},"message":{"mid":"m","text":"x"}}""",
            $$$"""{"sender":{"id":"1"},"recipient":{"id":"{{{new string('1', 161)}}}"},"read":{"watermark":1}}""",
            $$$"""{"sender":{"id":"1"},"recipient":{"id":"2"},"message":{"mid":"{{{new string('m', 256)}}}","text":"x"}}""",
            $$$"""{"sender":{"id":"1"},"recipient":{"id":"2"},"postback":{"mid":"{{{new string('m', 256)}}}"}}""",
            $$$"""{"sender":{"id":"1"},"recipient":{"id":"2"},"reaction":{"mid":"{{{new string('m', 256)}}}"}}""",
            $$$"""{"sender":{"id":"1"},"recipient":{"id":"2"},"read":{"mid":"{{{new string('m', 256)}}}"}}""",
        ];

        Assert.All(items, item => Reading.MessengerItem(item).Only<Unrecognised>());
    }
}
