using Migochat.Webhooks;
using static Migochat.Tests.Webhooks.WhatsAppDelivery;

namespace Migochat.Tests.Webhooks;

public sealed class WhatsAppSystemTests
{
    private const string Number = "\"type\":\"user_changed_number\"";
    private const string UserId = "\"type\":\"user_changed_user_id\"";

    [Theory]
    [InlineData("\"from\":\"201001112223\"", Number + ",\"wa_id\":\"201112223334\"", "wa_phone:201112223334", "wa_phone:201001112223")]
    [InlineData("\"from\":\"201001112223\"", "\"type\":\"customer_changed_number\",\"new_wa_id\":201112223334", "wa_phone:201112223334", "wa_phone:201001112223")]
    [InlineData("\"from\":\"201001112223\",\"from_user_id\":\"EG.1\"", Number + ",\"wa_id\":\"201112223334\",\"user_id\":\"EG.2\",\"parent_user_id\":\"EG.ENT.2\"", "wa_phone:201112223334 wa_user:EG.2", "wa_phone:201001112223 wa_user:EG.1")]
    [InlineData("\"from\":\"201001112223\",\"from_user_id\":\"EG.1\"", Number + ",\"wa_id\":\"201112223334\",\"user_id\":\"EG.1\"", "wa_phone:201112223334 wa_user:EG.1", "wa_phone:201001112223")]
    [InlineData("\"from\":\"201001112223\",\"from_user_id\":\"EG.1\"", Number + ",\"wa_id\":\"201112223334\"", "wa_phone:201112223334 wa_user:EG.1", "wa_phone:201001112223")]
    [InlineData("\"from_user_id\":\"EG.1\"", Number + ",\"wa_id\":\"201112223334\",\"body\":\"Mona changed from 201001112223 to 201112223334\"", "wa_phone:201112223334 wa_user:EG.1", "wa_phone:201001112223")]
    [InlineData("\"x\":1", Number + ",\"wa_id\":\"201112223334\",\"body\":\"Mona changed from 201001112223 to 201112223334\"", "wa_phone:201112223334", "wa_phone:201001112223")]
    [InlineData("\"x\":1", Number + ",\"wa_id\":\"201112223334\",\"customer\":\"201001112223\"", "wa_phone:201112223334", "wa_phone:201001112223")]
    [InlineData("\"x\":1", UserId + ",\"user_id\":\"EG.2\",\"parent_user_id\":\"EG.ENT.2\",\"body\":\"User Mona changed from EG.1 to EG.2\"", "wa_user:EG.2", "wa_user:EG.1")]
    [InlineData("\"from\":\"201001112223\",\"from_user_id\":\"EG.1\"", UserId + ",\"user_id\":\"EG.2\"", "wa_phone:201001112223 wa_user:EG.2", "wa_user:EG.1")]
    [InlineData("\"from\":\"201001112223\"", UserId + ",\"user_id\":\"EG.2\",\"body\":\"User Mona changed from EG.1 to EG.2\"", "wa_phone:201001112223 wa_user:EG.2", "wa_user:EG.1")]
    [InlineData("\"from\":\"201001112223\"", UserId + ",\"user_id\":\"EG.2\",\"wa_id\":\"201001112223\"", "wa_phone:201001112223 wa_user:EG.2", "")]
    [InlineData("\"from\":\"201001112223\",\"from_user_id\":\"EG.2\"", UserId + ",\"user_id\":\"EG.2\",\"body\":\"User Mona changed from EG.1 to EG.2\"", "wa_phone:201001112223 wa_user:EG.2", "wa_user:EG.1")]
    public void A_change_joins_the_former_ids_with_the_present_ones(string sender, string system, string present, string replaced)
    {
        var read = Single<IdentitiesJoined>(System(sender, system));

        Assert.Equal((present, replaced), (Ids(read.Present), Ids(read.Replaced)));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(Texts.Before).UtcDateTime, read.Time);
    }

    [Theory]
    [InlineData("\"from\":\"201001112223\"", "\"type\":\"customer_identity_changed\"", "system_identity_changed")]
    [InlineData("\"from\":\"201001112223\"", "\"type\":\"group_joined\"", "system_other")]
    [InlineData("\"from\":\"201001112223\"", "\"body\":\"?\"", "system_other")]
    [InlineData("\"from\":\"201001112223\"", UserId, "system_without_ids")]
    [InlineData("\"from\":\"201001112223\"", Number, "system_without_ids")]
    [InlineData("\"from\":\"201001112223\"", Number + ",\"wa_id\":\"201001112223\"", "system_without_ids")]
    [InlineData("\"x\":1", UserId + ",\"user_id\":\"EG.2\",\"body\":\"User 201555555555 has a new id\"", "system_without_ids")]
    public void What_joins_nothing_is_only_counted(string sender, string system, string notice)
    {
        Assert.Equal(notice, Single<Notice>(System(sender, system)).Name);
    }

    [Theory]
    [InlineData("""{"wa_id":"201001112223","user_id":{"previous":"EG.1","current":"EG.2"},"parent_user_id":{"previous":"EG.ENT.1","current":"EG.ENT.2"},"timestamp":~}""", "wa_phone:201001112223 wa_user:EG.2", "wa_user:EG.1")]
    [InlineData("""{"user_id":{"previous":"EG.1","current":"EG.2"},"timestamp":1772366100}""", "wa_user:EG.2", "wa_user:EG.1")]
    [InlineData("""{"wa_id":"201001112223","user_id":"EG.2","timestamp":~}""", "wa_phone:201001112223 wa_user:EG.2", "")]
    [InlineData("""{"wa_id":"201001112223","user_id":{"previous":"EG.2","current":"EG.2"},"timestamp":~}""", "wa_phone:201001112223 wa_user:EG.2", "")]
    public void An_update_of_a_user_id_replaces_it_and_leaves_the_number(string update, string present, string replaced)
    {
        var read = Single<IdentitiesJoined>(Of("user_id_update", $"\"user_id_update\":[{update}]"));

        Assert.Equal((present, replaced), (Ids(read.Present), Ids(read.Replaced)));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(Texts.Before).UtcDateTime, read.Time);
    }

    [Theory]
    [InlineData("""{"user_id":{"current":"EG.2"}}""", typeof(Notice))]
    [InlineData("""{"user_id":{"previous":"EG.1"}}""", typeof(Notice))]
    [InlineData("""{"detail":"nobody"}""", typeof(Unrecognised))]
    [InlineData("7", typeof(Unrecognised))]
    public void An_update_of_fewer_than_two_ids_joins_nothing(string update, Type expected)
    {
        Assert.IsType(expected, Assert.Single(Read(Of("user_id_update", $"\"user_id_update\":[{update}]"))));
    }

    [Fact]
    public void Ids_that_no_person_can_have_join_nothing()
    {
        Single<Unrecognised>(System("\"from\":\"201001112223\"", $"{Number},\"wa_id\":\"{new string('x', 161)}\""));
    }

    private static string System(string sender, string system) =>
        Messages($$$"""{"id":"wamid.1",{{{sender}}},"timestamp":~,"type":"system","system":{{{{system}}}}}""");
}
