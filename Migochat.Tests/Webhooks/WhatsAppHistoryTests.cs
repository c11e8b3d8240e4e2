using Migochat.Data;
using Migochat.Messaging;
using Migochat.Webhooks;
using static Migochat.Tests.Webhooks.WhatsAppDelivery;

namespace Migochat.Tests.Webhooks;

public sealed class WhatsAppHistoryTests
{
    private const string Text = "\"timestamp\":~,\"type\":\"text\",\"text\":{\"body\":\"hi\"}";

    [Theory]
    [InlineData("\"from\":\"201001112223\"", MessageDirection.Inbound)]
    [InlineData("\"from\":\"201234567890\"", MessageDirection.Outbound)]
    [InlineData("\"from\":201234567890", MessageDirection.Outbound)]
    [InlineData("\"from\":\"+201234567890\"", MessageDirection.Outbound)]
    [InlineData("\"from\":\"106540352242922\"", MessageDirection.Outbound)]
    [InlineData("\"from\":\"x\",\"to\":\"201001112223\"", MessageDirection.Outbound)]
    [InlineData("\"from\":\"201001112223\",\"to\":\"201234567890\"", MessageDirection.Inbound)]
    [InlineData("\"from\":\"x\",\"history_context\":{\"from_me\":true}", MessageDirection.Outbound)]
    [InlineData("\"from\":\"201234567890\",\"history_context\":{\"from_me\":false}", MessageDirection.Inbound)]
    public void A_message_is_outbound_if_the_shop_wrote_it(string sides, MessageDirection expected)
    {
        var read = Single<MessageReceived>(Thread(Mona, $$$"""{"id":"wamid.1",{{{sides}}},{{{Text}}}}"""));

        var (sender, recipient) = expected == MessageDirection.Inbound ? (Mona, Texts.PhoneNumberId) : (Texts.PhoneNumberId, Mona);
        Assert.Equal((expected, sender, recipient), (read.Direction, read.SenderId, read.RecipientId));
        Assert.Equal((CopyRank.History, $"wa_phone:{Mona}", "hi"), (read.Rank, Ids(read.Person), read.Text));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(Texts.Before).UtcDateTime, read.Time);
    }

    [Theory]
    [InlineData("201001112223", MessageDirection.Inbound)]
    [InlineData("201555555555", MessageDirection.Outbound)]
    public void Where_the_shops_number_is_not_told_it_is_the_one_that_is_not_the_threads(string from, MessageDirection expected)
    {
        var thread = $$$"""{"id":"{{{Mona}}}","messages":[{"id":"wamid.1","from":"{{{from}}}",{{{Text}}}}]}""";

        var read = Single<MessageReceived>(Of("history", $$$"""
            "history":[{"threads":[{{{thread}}}]}]
            """, displayed: ""));

        Assert.Equal((expected, $"wa_phone:{Mona}"), (read.Direction, Ids(read.Person)));
    }

    [Theory]
    [InlineData("\"id\":\"EG.1\"", "\"from\":\"201001112223\"", "wa_phone:201001112223 wa_user:EG.1")]
    [InlineData("\"id\":\"EG.1\"", "\"from\":\"201234567890\"", "wa_user:EG.1")]
    [InlineData("\"id\":201001112223", "\"from\":\"201001112223\",\"from_user_id\":\"EG.1\"", "wa_phone:201001112223 wa_user:EG.1")]
    [InlineData("\"id\":\"201001112223\"", "\"from\":\"201234567890\",\"to_user_id\":\"EG.1\"", "wa_phone:201001112223 wa_user:EG.1")]
    [InlineData("\"id\":\"201001112223\",\"context\":{\"user_id\":\"EG.1\"}", "\"from\":\"201234567890\"", "wa_phone:201001112223 wa_user:EG.1")]
    [InlineData("\"context\":{\"wa_id\":\"201001112223\"}", "\"from\":\"201234567890\"", "wa_phone:201001112223")]
    [InlineData("\"x\":1", "\"from\":\"201001112223\"", "wa_phone:201001112223")]
    [InlineData("\"id\":\"1203634@g.us\"", "\"from\":\"201001112223\"", "wa_phone:201001112223")]
    public void The_thread_names_the_person(string thread, string sides, string expected)
    {
        var read = Single<MessageReceived>(Chunk($$$"""{{{{thread}}},"messages":[{"id":"wamid.1",{{{sides}}},{{{Text}}}}]}"""));

        Assert.Equal(expected, Ids(read.Person));
    }

    [Fact]
    public void A_message_of_a_group_keeps_the_group()
    {
        var read = Single<MessageReceived>(Thread("1203634@g.us", $$$"""{"id":"wamid.1","from":"{{{Mona}}}",{{{Text}}}}"""));

        Assert.Equal("1203634@g.us", read.Metadata.GroupId);
    }

    [Theory]
    [InlineData("READ", "read", MessageStatus.Read)]
    [InlineData("PLAYED", "played", MessageStatus.Read)]
    [InlineData("delivered", "delivered", MessageStatus.Delivered)]
    [InlineData("ERROR", "failed", MessageStatus.Failed)]
    [InlineData("FAILED", "failed", MessageStatus.Failed)]
    public void How_far_an_outbound_message_got_is_a_status_of_its_own(string told, string name, MessageStatus expected)
    {
        var events = Read(Thread(Mona, $$$"""{"id":"wamid.1","from":"{{{ShopNumber}}}",{{{Text}}},"history_context":{"status":"{{{told}}}"}}"""));

        var message = Assert.IsType<MessageReceived>(events[0]);
        var status = Assert.IsType<StatusReceived>(events[1]);
        Assert.Equal(2, events.Count);
        Assert.Equal(("wamid.1", name, expected, message.Time, ""), (status.Target, status.Name, status.Status, status.Time, Ids(status.Person)));
    }

    [Theory]
    [InlineData(ShopNumber, "SENT")]
    [InlineData(ShopNumber, "PENDING")]
    [InlineData(ShopNumber, "SERVER_ACK")]
    [InlineData(Mona, "READ")]
    public void Other_statuses_and_those_of_what_the_person_wrote_are_none(string from, string told)
    {
        Single<MessageReceived>(Thread(Mona, $$$"""{"id":"wamid.1","from":"{{{from}}}",{{{Text}}},"history_context":{"status":"{{{told}}}"}}"""));
    }

    [Fact]
    public void A_place_for_media_ranks_below_the_media_that_follow()
    {
        var place = Single<MessageReceived>(Thread(Mona, $$$"""{"id":"wamid.1","from":"{{{Mona}}}","timestamp":~,"type":"media_placeholder"}"""));
        var media = Single<MessageReceived>(Of("history", $$$"""
            "messages":[{"id":"wamid.1","from":"{{{Mona}}}","timestamp":~,"type":"image","image":{"id":"7","caption":"ده"}}]
            """));

        Assert.Equal((CopyRank.Placeholder, "media_placeholder"), (place.Rank, place.Type));
        Assert.Equal((CopyRank.History, "image", "ده"), (media.Rank, media.Type, media.Text));
        Assert.Equal((place.Direction, Ids(place.Person)), (media.Direction, Ids(media.Person)));
    }

    [Fact]
    public void Media_that_the_shop_sent_belong_to_whom_they_were_sent()
    {
        var read = Single<MessageReceived>(Of("history", $$$"""
            "messages":[{"id":"wamid.1","from":"{{{ShopNumber}}}","to":"{{{Mona}}}","timestamp":~,"type":"image","image":{"id":"7"}}]
            """));

        Assert.Equal((MessageDirection.Outbound, $"wa_phone:{Mona}"), (read.Direction, Ids(read.Person)));
    }

    [Fact]
    public void Echoes_of_the_history_are_the_shops_whoever_they_name_as_sender()
    {
        var read = Single<MessageReceived>(Of("history", $$$"""
            "message_echoes":[{"id":"wamid.1","to":"{{{Mona}}}","to_user_id":"{{{MonaUser}}}","timestamp":~,"type":"image","image":{"id":"7","caption":"ده"}}]
            """, displayed: ""));

        Assert.Equal((MessageDirection.Outbound, CopyRank.History, $"wa_phone:{Mona} wa_user:{MonaUser}"), (read.Direction, read.Rank, Ids(read.Person)));
        Assert.Equal(("image", "ده"), (read.Type, read.Text));
    }

    [Fact]
    public void Reactions_in_a_thread_are_of_the_side_that_reacted()
    {
        var events = Read(Thread(Mona, $$$"""
            {"from":"{{{ShopNumber}}}","type":"reaction","reaction":{"message_id":"wamid.1","emoji":"👍"}},
            {"from":"{{{Mona}}}","type":"reaction","reaction":{"message_id":"wamid.1","emoji":"❤"}}
            """));

        Assert.Equal([MessageDirection.Outbound, MessageDirection.Inbound], events.Cast<MessageReacted>().Select(reaction => reaction.Side));
    }

    [Theory]
    [InlineData("""[{"errors":[{"code":2593109,"title":"declined"}]}]""", "history_declined")]
    [InlineData("""[{"errors":[{"code":"2593109"}]}]""", "history_declined")]
    [InlineData("""[{"errors":[{"code":131000}]}]""", "whatsapp_error")]
    [InlineData("""[{"metadata":{"phase":2,"progress":100}}]""", "empty_change")]
    [InlineData("""[]""", "empty_change")]
    public void A_history_that_tells_nothing_is_only_counted(string history, string notice)
    {
        Assert.Equal(notice, Single<Notice>(Of("history", $"\"history\":{history}")).Name);
    }

    [Theory]
    [InlineData("""[{"threads":{}}]""")]
    [InlineData("""[{"threads":[7]}]""")]
    [InlineData("""[{"threads":[{"id":"201001112223","messages":"x"}]}]""")]
    [InlineData("""[{"threads":[{"id":"201001112223","messages":[{"from":"201001112223"}]}]}]""")]
    [InlineData("""["x"]""")]
    [InlineData("""{}""")]
    public void A_history_of_another_shape_is_kept_for_people_to_look_at(string history)
    {
        Single<Unrecognised>(Of("history", $"\"history\":{history}"));
    }

    [Fact]
    public void The_shops_notes_to_itself_are_nobodys()
    {
        Single<NotOurs>(Thread(ShopNumber, $$$"""{"id":"wamid.1","from":"{{{ShopNumber}}}",{{{Text}}}}"""));
    }

    private static string Thread(string id, string messages) => Chunk($$$"""{"id":"{{{id}}}","messages":[{{{messages}}}]}""");

    private static string Chunk(string thread) => Of("history", $$$"""
        "history":[{"metadata":{"phase":0,"chunk_order":1,"progress":55},"threads":[{{{thread}}}]}]
        """);
}
