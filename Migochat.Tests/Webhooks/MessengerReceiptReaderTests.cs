using Migochat.Data;
using Migochat.Webhooks;

namespace Migochat.Tests.Webhooks;

public sealed class MessengerReceiptReaderTests
{
    private const long Watermark = Texts.Before - 60_000;

    private static readonly Identity Person = new(IdentityKind.Facebook, Reading.Psid);

    [Fact]
    public void A_delivery_tells_a_moment_and_the_messages()
    {
        var events = Reading.Messenger($$"""
            "delivery":{"mids":["m_1","m_2"],"watermark":{{Watermark}}}
            """);

        var mark = Assert.IsType<WatermarkReceived>(events[0]);
        Assert.Equal((Texts.PageId, Person, Reading.At(Watermark), (DateTime?)null), (mark.BusinessId, mark.Person, mark.DeliveredAt, mark.ReadAt));
        var statuses = events.Skip(1).Cast<StatusReceived>().ToList();
        Assert.Equal(["m_1", "m_2"], statuses.Select(status => status.Target));
        Assert.All(statuses, status => Assert.Equal(("delivered", MessageStatus.Delivered, Reading.Before), (status.Name, status.Status, status.Time)));
        Assert.All(statuses, status => Assert.Equal([Person], status.Person));
    }

    [Fact]
    public void A_delivery_without_a_time_happened_at_its_watermark()
    {
        var events = Reading.MessengerItem($$$"""
            {"sender":{"id":{{{Reading.Psid}}}},"recipient":{"id":{{{Texts.PageId}}}},"delivery":{"mids":["m_1"],"watermark":"{{{Watermark}}}"}}
            """);

        Assert.Equal(Reading.At(Watermark), Assert.IsType<StatusReceived>(events[1]).Time);
    }

    [Fact]
    public void A_delivery_without_a_watermark_tells_the_messages_alone()
    {
        var status = Reading.Messenger("""
            "delivery":{"mids":["m_1"]}
            """).Only<StatusReceived>();

        Assert.Equal(("m_1", Texts.PageId), (status.Target, status.BusinessId));
    }

    [Theory]
    [InlineData("1772366040000", Watermark)]
    [InlineData("\"1772366040000\"", Watermark)]
    [InlineData("1772366040", Watermark)]
    public void A_watermark_is_told_in_seconds_or_milliseconds(string watermark, long expected)
    {
        var mark = Reading.Messenger($$"""
            "read":{"watermark":{{watermark}}}
            """).Only<WatermarkReceived>();

        Assert.Equal((Reading.At(expected), (DateTime?)null), (mark.ReadAt, mark.DeliveredAt));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("17")]
    [InlineData("9999999999999")]
    [InlineData("95617584000000")]
    [InlineData("1772366700001")]
    public void A_watermark_that_can_not_be_marks_nothing(string watermark)
    {
        Reading.Messenger($$"""
            "read":{"watermark":{{watermark}}}
            """).Only<Unrecognised>();
        Reading.Messenger($$"""
            "delivery":{"mids":["m_1"],"watermark":{{watermark}}}
            """).Only<StatusReceived>();
    }

    [Fact]
    public void Instagram_tells_which_message_was_read()
    {
        var status = Reading.Instagram("""
            "read":{"mid":"ig_1"}
            """).Only<StatusReceived>();

        Assert.Equal(("ig_1", "read", MessageStatus.Read, Reading.Before), (status.Target, status.Name, status.Status, status.Time));
        Assert.Equal([new Identity(IdentityKind.Instagram, Reading.Igsid)], status.Person);
        Assert.Equal(Texts.InstagramId, status.BusinessId);
    }
}
