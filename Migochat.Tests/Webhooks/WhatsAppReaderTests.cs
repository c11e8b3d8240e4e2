using Migochat.Data;
using Migochat.Messaging;
using Migochat.Settings;
using Migochat.Webhooks;
using static Migochat.Tests.Webhooks.WhatsAppDelivery;

namespace Migochat.Tests.Webhooks;

public sealed class WhatsAppReaderTests
{
    private static readonly OurAccounts Others = new([], [], ["1", "2"]);

    public static TheoryData<string> NoticeFields() => [.. Notices.WhatsAppFields];

    [Theory]
    [MemberData(nameof(NoticeFields))]
    public void A_field_that_we_do_not_use_is_counted_whoever_it_is_about(string field)
    {
        var delivery = Around($"{{\"field\":\"{field}\",\"value\":{{\"event\":\"x\"}}}}");

        var notice = Assert.IsType<Notice>(Assert.Single(Read(delivery, Others)));

        Assert.Equal((field, field), (notice.Name, notice.Kind));
    }

    [Theory]
    [InlineData("messages", "\"messages\":[{\"id\":\"wamid.1\",\"from\":\"201001112223\",\"type\":\"text\"}]")]
    [InlineData("history", "\"errors\":[{}]")]
    [InlineData("user_preferences", "\"user_preferences\":[{\"wa_id\":\"201001112223\"}]")]
    [InlineData("unknown_field_xyz", "\"x\":1")]
    public void A_change_of_another_number_is_not_ours(string field, string members)
    {
        Assert.IsType<NotOurs>(Assert.Single(Read(Of(field, members), Others)));
        Assert.IsNotType<NotOurs>(Assert.Single(Read(Of(field, members), new OurAccounts([], [], [Texts.PhoneNumberId]))));
    }

    [Theory]
    [InlineData("""{"field":"unknown_field_xyz","value":{}}""")]
    [InlineData("""{"field":"unknown_field_xyz"}""")]
    [InlineData("""{"value":{"event":"no field"}}""")]
    [InlineData("""7""")]
    public void A_field_that_nobody_knows_is_kept_for_people_to_look_at(string change)
    {
        var delivery = Around(change);

        Assert.IsType<Unrecognised>(Assert.Single(Read(delivery, Others)));
        Assert.IsType<Unrecognised>(Assert.Single(Read(delivery)));
    }

    [Fact]
    public void A_change_without_field_is_read_by_what_it_holds()
    {
        Single<MessageReceived>(Of(null, "\"messages\":[{\"id\":\"wamid.1\",\"from\":\"201001112223\",\"type\":\"sticker\"}]"));
        Single<StatusReceived>(Of(null, "\"statuses\":[{\"id\":\"wamid.1\",\"status\":\"read\"}]"));
        Single<Unrecognised>(Of(null, "\"groups\":[{}]"));
    }

    [Theory]
    [InlineData("messages", "\"x\":null", true)]
    [InlineData("messages", "\"contacts\":[{\"wa_id\":\"201001112223\"}]", true)]
    [InlineData("messages", "\"messages\":[],\"statuses\":[null]", true)]
    [InlineData("user_preferences", "\"user_preferences\":[]", true)]
    [InlineData("standby", "\"standby\":{\"contacts\":[{\"wa_id\":\"201001112223\"}],\"messages\":[]}", true)]
    [InlineData("standby", "\"standby\":{\"polls\":[{}]}", false)]
    [InlineData("messages", "\"polls\":[{}]", false)]
    [InlineData("messages", "\"message_echoes\":[{}]", false)]
    [InlineData("messages", "\"\\ud800\":1", false)]
    public void A_change_that_holds_nothing_is_counted_and_one_that_holds_something_else_is_kept(string field, string members, bool isEmpty)
    {
        var read = Assert.Single(Read(Of(field, members)));

        Assert.Equal(isEmpty ? "empty_change" : "unrecognised", read.Kind);
    }

    [Fact]
    public void Messages_statuses_and_errors_of_one_change_are_read_each_for_itself()
    {
        var events = Read(Of("messages", """
            "messages":[{"id":"wamid.1","from":"201001112223","type":"text","text":{"body":"one"}},7,{"id":"wamid.2","from":"201009998887","type":"sticker"}],
            "statuses":[{"id":"wamid.3","status":"read"},{}],
            "errors":[{"code":130429}]
            """));

        Assert.Equal(["message", "unrecognised", "message", "status", "unrecognised", "whatsapp_error"], events.Select(@event => @event.Kind));
    }

    [Theory]
    [InlineData("smb_message_echoes")]
    [InlineData("message_echoes")]
    public void What_the_shop_writes_on_its_phone_is_outbound(string field)
    {
        var all = Read(Of(field, $$$"""
            "contacts":[{"wa_id":"{{{Mona}}}","user_id":"{{{MonaUser}}}","profile":{"name":"Mona"}}],
            "message_echoes":[
                {"id":"wamid.1","from":"{{{ShopNumber}}}","to":"{{{Mona}}}","timestamp":~,"type":"text","text":{"body":"hi"}},
                {"id":"wamid.2","from":"{{{ShopNumber}}}","to":"{{{Mona}}}","timestamp":~,"type":"reaction","reaction":{"message_id":"wamid.0","emoji":"👍"}},
                {"id":"wamid.3","from":"{{{ShopNumber}}}","to":"{{{Mona}}}","timestamp":~,"type":"edit","edit":{"original_message_id":"wamid.1","message":{"type":"text","text":{"body":"ho"} } } },
                {"id":"wamid.4","from":"{{{ShopNumber}}}","to":"{{{Mona}}}","timestamp":~,"type":"revoke","revoke":{"original_message_id":"wamid.1"}},
                {"id":"wamid.5","from":"{{{ShopNumber}}}","timestamp":~,"type":"text","to_user_id":"EG.9","to_parent_user_id":"EG.ENT.9"},
                {"id":"wamid.6","from":"{{{ShopNumber}}}","to":"{{{ShopNumber}}}","timestamp":~,"type":"text"}]
            """));

        var events = all.Where(@event => @event is not IdentitiesJoined).ToArray();
        Assert.Equal(3, all.Count - events.Length);
        var message = Assert.IsType<MessageReceived>(events[0]);
        Assert.Equal((MessageDirection.Outbound, CopyRank.Echo, Texts.PhoneNumberId, Mona), (message.Direction, message.Rank, message.SenderId, message.RecipientId));
        Assert.Equal(($"wa_phone:{Mona} wa_user:{MonaUser}", "Mona"), (Ids(message.Person), message.Name?.First));
        Assert.Equal(MessageDirection.Outbound, Assert.IsType<MessageReacted>(events[1]).Side);
        Assert.Equal("ho", Assert.IsType<MessageEdited>(events[2]).Text);
        Assert.Equal("wamid.1", Assert.IsType<MessageDeleted>(events[3]).Target);
        Assert.Equal(("wa_user:EG.9", "EG.9"), (Ids(((MessageReceived)events[4]).Person), ((MessageReceived)events[4]).RecipientId));
        Assert.IsType<NotOurs>(events[5]);
    }

    [Fact]
    public void What_comes_while_another_app_has_the_thread_says_so()
    {
        var read = Single<MessageReceived>(Of("standby", "\"messages\":[{\"id\":\"wamid.1\",\"from\":\"201001112223\",\"type\":\"sticker\"}]"));

        Assert.Equal((CopyRank.Standby, true), (read.Rank, read.Metadata.Standby));
    }

    [Fact]
    public void What_another_app_sent_is_outbound_and_goes_to_whom_its_request_names()
    {
        var events = Read(Of("standby", $$$"""
            "standby":{"message_echoes":[
                {"id":"wamid.1","timestamp":~,"message":{"to":"{{{Mona}}}","recipient":"{{{MonaUser}}}","recipient_type":"individual","type":"text","text":{"body":"hi"} } },
                {"id":"wamid.2","timestamp":~,"message":{"to":"12036","recipient_type":"group","type":"text","text":{"body":"hi"} } },
                {"id":"wamid.3","timestamp":~,"message":{"to":"{{{Mona}}}","type":"reaction","reaction":{"message_id":"wamid.0","emoji":"👍"} } },
                {"id":"wamid.4","timestamp":~,"message":{"to":"{{{Mona}}}","type":"template","template":{"name":"offer"} } }]}
            """));

        var toMona = Assert.IsType<MessageReceived>(events[0]);
        Assert.Equal((MessageDirection.Outbound, CopyRank.Standby, Mona, true), (toMona.Direction, toMona.Rank, toMona.RecipientId, toMona.Metadata.Standby));
        Assert.Equal(($"wa_phone:{Mona} wa_user:{MonaUser}", "hi"), (Ids(toMona.Person), toMona.Text));
        var toGroup = Assert.IsType<MessageReceived>(events[1]);
        Assert.Equal(("", "12036"), (Ids(toGroup.Person), toGroup.Metadata.GroupId));
        Assert.Equal(("wamid.0", MessageDirection.Outbound), (Assert.IsType<MessageReacted>(events[2]).Target, ((MessageReacted)events[2]).Side));
        Assert.Equal(("template", null, """{"name":"offer"}"""), (((MessageReceived)events[3]).Type, ((MessageReceived)events[3]).Text, ((MessageReceived)events[3]).Metadata.Content));
    }

    [Theory]
    [InlineData("""{"wa_id":"201001112223","category":"marketing_messages","value":"stop","timestamp":~}""", "wa_phone:201001112223", false)]
    [InlineData("""{"wa_id":"201001112223","category":"marketing_messages","value":"resume","timestamp":1772366100}""", "wa_phone:201001112223", true)]
    [InlineData("""{"wa_id":"201001112223","value":"stop","timestamp":~}""", "wa_phone:201001112223", false)]
    [InlineData("""{"wa_id":"201001112223","category":"utility","value":"stop","timestamp":~}""", "wa_phone:201001112223", null)]
    [InlineData("""{"user_id":"EG.1","category":"marketing_messages","value":"less","timestamp":~}""", "wa_phone:201001112224 wa_user:EG.1", null)]
    public void A_preference_says_whether_marketing_is_wanted(string preference, string person, bool? wanted)
    {
        var read = Single<OptInReceived>(Of("user_preferences", $$$"""
            "contacts":[{"wa_id":"201001112224","user_id":"EG.1"},{"wa_id":"201009998887"}],"user_preferences":[{{{preference}}}]
            """));

        Assert.Equal((person, wanted), (Ids(read.Person), read.WantsMarketing));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(Texts.Before).UtcDateTime, read.Time);
    }

    [Fact]
    public void A_preference_of_nobody_is_kept_for_people_to_look_at()
    {
        Single<Unrecognised>(Of("user_preferences", "\"user_preferences\":[{\"value\":\"stop\"}]"));
    }
}
