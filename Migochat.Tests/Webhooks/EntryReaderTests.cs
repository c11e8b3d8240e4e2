using System.Reflection;
using Migochat.Webhooks;

namespace Migochat.Tests.Webhooks;

public sealed class EntryReaderTests
{
    [Theory]
    [InlineData("""{"object":"user","entry":[{"id":"5","changes":[{"field":"likes"},{"field":"movies"}]}]}""", "object_user")]
    [InlineData("""{"object":"permissions","entry":[{"id":"5","changes":[{"field":"connected"}]}]}""", "object_permissions")]
    [InlineData("""{"object":"page","entry":[{"id":"5","time":1,"changed_fields":["feed","parking"]}]}""", "changed_fields")]
    [InlineData("""{"object":"hologram","entry":[{"id":"5","changes":[{"field":"x"}]}]}""", "unrecognised")]
    [InlineData("""{"object":"page","entry":[{"id":"5","field":"parking"}]}""", "page_parking")]
    public void An_entry_that_is_about_something_else_is_counted_once(string delivery, string kind)
    {
        Assert.Equal(kind, Assert.Single(Reading.Delivery(delivery)).Kind);
    }

    [Fact]
    public void An_account_or_person_with_an_id_that_is_too_long_is_unrecognised()
    {
        AssertRead("unrecognised", """{"object":"page","entry":[{"id":"ID","changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"1"}}]}]}""");
        AssertRead("unrecognised", WhatsAppDelivery.Around("""{"field":"messages","value":{"metadata":{"phone_number_id":"ID"},"messages":[{"id":"w"}]}}"""));
        AssertRead("edit", WhatsAppDelivery.Messages("""{"id":"w","from":"201001112223","from_user_id":"ID","type":"edit","edit":{"original_message_id":"v"}}"""));

        static void AssertRead(string kind, string delivery) =>
            Assert.Equal(kind, Assert.Single(Reading.Delivery(delivery.Replace("\"ID\"", $"\"{new string('9', 200)}\"", StringComparison.Ordinal))).Kind);
    }

    [Fact]
    public void Every_notice_that_a_reader_names_is_a_plain_word()
    {
        var names = typeof(Notices).GetFields(BindingFlags.Public | BindingFlags.Static)
            .SelectMany(field => field.GetValue(null) as IEnumerable<string> ?? [(string)field.GetValue(null)!]);

        Assert.All(names, name => Assert.Matches("^[a-z_]+$", name));
    }

    [Theory]
    [InlineData("page", "messaging")]
    [InlineData("page", "standby")]
    [InlineData("page", "changes")]
    [InlineData("instagram", "messaging")]
    [InlineData("instagram", "changes")]
    public void Parts_of_any_other_kind_never_throw(string @object, string collection)
    {
        string[] members =
        [
            "message", "postback", "message_edit", "reaction", "delivery", "read", "referral", "optin", "sender", "recipient", "timestamp", "field", "value",
        ];
        string[] fields = ["feed", "mention", "leadgen", "comments", "mentions", "messages", "standby", "ratings"];
        string[] odd = ["null", "3", "-1.5e300", "true", "\"x\"", "\"\\ud800\"", "[]", "[null,{}]", "{}", """{"\ud800":1}""", """{"id":{},"mid":[],"item":3,"verb":{},"from":[],"media":"x"}"""];
        var deliveries =
            from value in odd
            from item in members.Select(member => $$"""{"sender":{"id":"1"},"recipient":{"id":"2"},"{{member}}":{{value}}}""")
                .Concat(fields.Select(field => $$"""{"field":"{{field}}","value":{{value}}}""")).Append(value)
            select $$"""{"object":"{{@object}}","entry":[{"id":"5","{{collection}}":[{{item}}]}]}""";

        Assert.All(deliveries, delivery => Assert.All(Reading.Delivery(delivery), @event => Assert.NotEmpty(@event.Origin.ToEnvelope())));
    }
}
