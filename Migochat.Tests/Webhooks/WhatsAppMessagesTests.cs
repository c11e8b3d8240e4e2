using Migochat.Data;
using Migochat.Messaging;
using Migochat.Webhooks;
using static Migochat.Tests.Webhooks.WhatsAppDelivery;

namespace Migochat.Tests.Webhooks;

public sealed class WhatsAppMessagesTests
{
    private const string Text = """ "timestamp":~,"type":"text","text":{"body":"hi"} """;

    [Theory]
    [InlineData("""{"id":"wamid.1","from":"201001112223", """, null, "wa_phone:201001112223")]
    [InlineData("""{"id":7,"from":201001112223, """, null, "wa_phone:201001112223")]
    [InlineData("""{"id":"wamid.1","from":"+201001112223","from_user_id":"EG.1","from_parent_user_id":"EG.ENT.5", """, null, "wa_phone:201001112223 wa_user:EG.1")]
    [InlineData("""{"id":"wamid.1","from_user_id":"EG.1", """, """{"user_id":"EG.1","wa_id":"201001112223","parent_user_id":"EG.ENT.5"},{"wa_id":"201009998887"}""", "wa_phone:201001112223 wa_user:EG.1")]
    [InlineData("""{"id":"wamid.1","from":"EG.1", """, """{"user_id":"EG.2"},{"user_id":"EG.1","wa_id":"201001112223"}""", "wa_phone:201001112223 wa_user:EG.1")]
    [InlineData("""{"id":"wamid.1", """, """{"wa_id":"201001112223"}""", "wa_phone:201001112223")]
    [InlineData("""{"id":"wamid.1","from":"PHONE_NUMBER", """, null, "wa_user:PHONE_NUMBER")]
    public void The_person_is_named_by_the_message_and_its_contact(string message, string? contacts, string expected)
    {
        var read = Single<MessageReceived>(Messages(message + Text + "}", contacts));

        Assert.Equal(expected, Ids(read.Person));
        Assert.Equal((read.Person[0].Value, Texts.PhoneNumberId), (read.SenderId, read.RecipientId));
        Assert.Equal((MessageDirection.Inbound, CopyRank.Live, "hi"), (read.Direction, read.Rank, read.Text));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(Texts.Before).UtcDateTime, read.Time);
    }

    [Theory]
    [InlineData(""" "to":"1203634@g.us", """, "1203634@g.us")]
    [InlineData(""" "to":"Zofr0dnB9s2R","recipient_type":"group", """, "Zofr0dnB9s2R")]
    [InlineData(""" "recipient_type":"group","group_id":"Zofr0dnB9s2R", """, "Zofr0dnB9s2R")]
    public void An_echo_to_a_group_is_to_nobody_in_it(string to, string expected)
    {
        var read = Single<MessageReceived>(Of("smb_message_echoes", $$$"""
            "contacts":[{"wa_id":"201001112223"}],"message_echoes":[{"id":"wamid.1","from":"201234567890",{{{to}}}{{{Text}}}}]
            """));

        Assert.Equal((Texts.PhoneNumberId, expected, expected), (read.SenderId, read.RecipientId, read.Metadata.GroupId));
        Assert.Equal(MessageDirection.Outbound, read.Direction);
        Assert.Empty(read.Person);
        Assert.Null(read.Name);
    }

    [Fact]
    public void A_group_whose_id_is_too_long_is_kept_for_people_to_look_at()
    {
        Single<Unrecognised>(Of("smb_message_echoes", $$$""" "message_echoes":[{"id":"wamid.1","to":"{{{new string('9', 160)}}}@g.us",{{{Text}}}}] """));
    }

    [Fact]
    public void A_message_brings_its_contacts_name_its_content_and_where_it_came_from()
    {
        var read = Single<MessageReceived>(Messages(
            """{"id":"wamid.1","from":"201001112223","type":"image","image":{"id":"7","caption":"ده"},"group_id":"g1","referral":{"source_type":"ad","source_id":"120"}}""",
            """{"wa_id":"201001112223","profile":{"name":"منى عبد الله","username":"mona"}}"""));

        Assert.Equal(("image", "ده", "منى", "عبد الله"), (read.Type, read.Text, read.Name?.First, read.Name?.Last));
        Assert.Equal(("""{"id":"7","caption":"ده"}""", "g1"), (read.Metadata.Content, read.Metadata.GroupId));
        Assert.Equal((MessageSource.AdMessage, new AdMention("120")), (read.Attribution.Source, read.Attribution.Ad));
    }

    [Theory]
    [InlineData("""{"id":"wamid.9","from":"201001112223","timestamp":~,"type":"reaction","reaction":{"message_id":"wamid.1","emoji":"❤"}}""", "❤")]
    [InlineData("""{"from":"201001112223","timestamp":~,"reaction":{"message_id":"wamid.1","emoji":""}}""", null)]
    [InlineData("""{"timestamp":1772366100,"type":"reaction","reaction":{"message_id":"wamid.1"}}""", null)]
    public void A_reaction_is_a_state_of_its_message(string message, string? emoji)
    {
        var read = Single<MessageReacted>(Messages(message));

        Assert.Equal(("wamid.1", MessageDirection.Inbound, emoji), (read.Target, read.Side, read.Emoji));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(Texts.Before).UtcDateTime, read.Time);
    }

    [Theory]
    [InlineData("""{"type":"text","text":{"body":"better"}}""", "better")]
    [InlineData("""{"type":"image","image":{"caption":"better"}}""", "better")]
    [InlineData("""{"type":"image","image":{"id":"7"}}""", null)]
    [InlineData("""null""", null)]
    public void An_edit_brings_the_new_text(string edited, string? text)
    {
        var read = Single<MessageEdited>(Messages($$$"""{"id":"wamid.9","from":"201001112223","timestamp":~,"type":"edit","edit":{"original_message_id":"wamid.1","message":{{{edited}}}}}"""));

        Assert.Equal(("wamid.1", 1, text), (read.Target, read.Version, read.Text));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(Texts.Before).UtcDateTime, read.Time);
    }

    [Fact]
    public void A_revoke_deletes_its_message()
    {
        var read = Single<MessageDeleted>(Messages("""{"id":"wamid.9","from":"201001112223","timestamp":~,"type":"revoke","revoke":{"original_message_id":"wamid.1"}}"""));

        Assert.Equal(("wamid.1", DateTimeOffset.FromUnixTimeMilliseconds(Texts.Before).UtcDateTime), (read.Target, read.Time));
    }

    [Theory]
    [InlineData("""{"from":"201001112223","type":"text","text":{"body":"no id"}}""")]
    [InlineData("""{"id":"wamid.1","type":"text","text":{"body":"nobody"}}""")]
    [InlineData("""{"id":"wamid.1","from":"12036341877@g.us","type":"text","text":{"body":"a group is nobody"}}""")]
    [InlineData("""{"id":"wamid.1","from":"201001112223","type":"reaction","reaction":{"emoji":"❤"}}""")]
    [InlineData("""{"id":"wamid.1","from":"201001112223","type":"edit","edit":{"message":{"type":"text","text":{"body":"x"}}}}""")]
    [InlineData("""{"id":"wamid.1","from":"201001112223","type":"revoke"}""")]
    [InlineData("7")]
    public void What_has_no_id_person_or_target_is_kept_for_people_to_look_at(string message)
    {
        Single<Unrecognised>(Messages(message));
    }

    [Theory]
    [InlineData(255, 160, true)]
    [InlineData(256, 160, false)]
    [InlineData(255, 161, false)]
    public void Ids_may_be_as_long_as_their_columns(int messageId, int person, bool isRead)
    {
        var read = Assert.Single(Read(Messages($$$"""{"id":"{{{new string('w', messageId)}}}","from_user_id":"{{{new string('u', person)}}}",{{{Text}}}}""")));

        Assert.Equal(isRead ? typeof(MessageReceived) : typeof(Unrecognised), read.GetType());
    }

    [Theory]
    [InlineData("""{"id":"wamid.9","type":"reaction","reaction":{"message_id":"IIII"}}""")]
    [InlineData("""{"id":"wamid.9","type":"edit","edit":{"original_message_id":"IIII"}}""")]
    [InlineData("""{"id":"wamid.9","type":"revoke","revoke":{"original_message_id":"IIII"}}""")]
    public void A_target_that_no_message_can_have_is_none(string message)
    {
        Single<Unrecognised>(Messages(message.Replace("IIII", new string('w', 256), StringComparison.Ordinal)));
    }

    [Fact]
    public void The_shops_own_number_is_no_person()
    {
        Single<NotOurs>(Messages($$$"""{"id":"wamid.1","from":"{{{ShopNumber}}}",{{{Text}}}}"""));
    }
}
