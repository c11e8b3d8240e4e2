using Migochat.Data;
using Migochat.Webhooks;
using static Migochat.Tests.Webhooks.WhatsAppDelivery;

namespace Migochat.Tests.Webhooks;

public sealed class WhatsAppStatusesTests
{
    [Theory]
    [InlineData("\"sent\"", "sent", MessageStatus.Sent)]
    [InlineData("\"delivered\"", "delivered", MessageStatus.Delivered)]
    [InlineData("\"read\"", "read", MessageStatus.Read)]
    [InlineData("\"played\"", "played", MessageStatus.Read)]
    [InlineData("\"failed\"", "failed", MessageStatus.Failed)]
    [InlineData("\"deleted\"", "deleted", null)]
    [InlineData("3", "3", null)]
    public void A_status_has_Metas_word_and_what_it_means_to_us(string status, string name, MessageStatus? expected)
    {
        var read = Single<StatusReceived>(Statuses($$"""{"id":"wamid.1","status":{{status}},"timestamp":~,"recipient_id":"{{Mona}}"}"""));

        Assert.Equal(("wamid.1", name, expected), (read.Target, read.Name, read.Status));
        Assert.Equal((Texts.PhoneNumberId, DateTimeOffset.FromUnixTimeMilliseconds(Texts.Before).UtcDateTime), (read.BusinessId, read.Time));
    }

    [Theory]
    [InlineData("""{"id":"w","status":"read","recipient_id":"+201001112223"}""", "", "wa_phone:201001112223")]
    [InlineData("""{"id":"w","status":"read","recipient_id":"201001112223","recipient_user_id":"EG.1","recipient_parent_user_id":"EG.ENT.1"}""", "", "wa_phone:201001112223 wa_user:EG.1")]
    [InlineData("""{"id":"w","status":"read","recipient_user_id":"EG.1"}""", """{"wa_id":"201009998887"},{"user_id":"EG.1","wa_id":"201001112223"}""", "wa_phone:201001112223 wa_user:EG.1")]
    [InlineData("""{"id":"w","status":"read"}""", """{"wa_id":"201001112223","user_id":"EG.1"}""", "wa_phone:201001112223 wa_user:EG.1")]
    [InlineData("""{"id":"w","status":"read"}""", """{"wa_id":"201001112223"},{"wa_id":"201009998887"}""", "")]
    [InlineData("""{"id":"w","status":"failed"}""", "", "")]
    [InlineData("""{"id":"w","status":"read","recipient_id":"group1","recipient_type":"group","recipient_participant_id":"201001112223","recipient_participant_user_id":"EG.1"}""", """{"wa_id":"201009998887"}""", "wa_phone:201001112223 wa_user:EG.1")]
    [InlineData("""{"id":"w","status":"read","recipient_id":"1203634@g.us"}""", """{"wa_id":"201009998887"}""", "")]
    public void The_receiver_is_named_by_the_status_and_its_contact(string status, string contacts, string expected)
    {
        var read = Single<StatusReceived>(Statuses(status, contacts));

        Assert.Equal(expected, Ids(read.Person));
    }

    [Fact]
    public void A_failure_brings_its_errors_by_their_codes()
    {
        var read = Single<StatusReceived>(Statuses("""
            {"id":"w","status":"failed","recipient_id":"201001112223","errors":[{"code":131026,"title":"t"},{"code":"131047"},null,{"title":"no code"}]}
            """));

        Assert.Equal([("131026", """{"code":131026,"title":"t"}"""), ("131047", """{"code":"131047"}"""), ("", """{"title":"no code"}""")], read.Errors);
    }

    [Theory]
    [InlineData("""{"status":"read"}""")]
    [InlineData("""{"id":"wamid.1"}""")]
    [InlineData("""{"id":"wamid.1","status":" "}""")]
    [InlineData("""[]""")]
    public void A_status_of_nothing_is_kept_for_people_to_look_at(string status)
    {
        Single<Unrecognised>(Statuses(status));
    }

    [Fact]
    public void Names_are_cut_and_ids_that_are_too_long_are_no_message_and_no_person()
    {
        var read = Single<StatusReceived>(Statuses($$"""{"id":"w","status":"{{new string('s', 51)}}","recipient_user_id":"{{new string('u', 161)}}"}"""));

        Assert.Equal((new string('s', 50), ""), (read.Name, Ids(read.Person)));
        Single<Unrecognised>(Statuses($$"""{"id":"{{new string('w', 256)}}","status":"read"}"""));
    }

    private static string Statuses(string statuses, string contacts = "") => Of("messages", $"\"contacts\":[{contacts}],\"statuses\":[{statuses}]");
}
