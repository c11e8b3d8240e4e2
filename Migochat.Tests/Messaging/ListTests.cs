using System.Net;
using Microsoft.EntityFrameworkCore;
using Migochat.Data;
using Migochat.Tests.Leads;

namespace Migochat.Tests.Messaging;

/// <summary>Lists of everybody's conversations and messages.</summary>
public sealed class ListTests
{
    [Fact]
    public async Task Active_conversations_come_first_and_the_latest_of_them()
    {
        await using var shop = await Shop.OpenAsync();
        shop.AddLeads(lead => lead.Platform = Platform.Instagram);
        shop.AddLeads(3);
        AddConversation(shop, leadId: 1, At(1, 10, 0), isActive: true);
        AddConversation(shop, leadId: 2, At(1, 11, 0), isActive: true, waitingSince: At(1, 10, 30));
        AddConversation(shop, leadId: 3, At(1, 11, 30), isActive: false, waitingSince: At(1, 10, 0));
        AddConversation(shop, leadId: 4, At(-27, 11, 30), isActive: false);
        AddConversation(shop, leadId: 4, At(0, 11, 30), isActive: true, waitingSince: At(0, 11, 0));

        Assert.Equal("2 1 5 3 4", await shop.IdsAsync("conversations"));
        Assert.Equal("2 1 5 3 4", await shop.IdsAsync("conversations", limit: 3));
        Assert.Equal("2 1 5", await shop.IdsAsync("conversations?active=true"));
        Assert.Equal("3 4", await shop.IdsAsync("conversations?active=false", limit: 1));
        Assert.Equal("1", await shop.IdsAsync("conversations?platform=instagram"));
        Assert.Equal("5 3 2", await shop.IdsAsync("conversations?waiting=true"));
        Assert.Equal("5 2", await shop.IdsAsync("conversations?waiting=true&active=true", limit: 1));
        Assert.Equal("1 4", await shop.IdsAsync("conversations?waiting=false", limit: 1));
        JsonAssert.Equal(
            """
            {
                "id": 1, "lead_id": 1, "platform": "instagram", "first_name": null, "last_name": null,
                "started_at": "2026-03-01T10:00:00Z", "last_activity": "2026-03-01T10:00:00Z",
                "active": true, "message_count": 0, "waiting_since": null
            }
            """,
            (await shop.GetAsync("conversations?platform=instagram"))["items"]![0]);
    }

    [Theory]
    [InlineData("", "3 2 1")]
    [InlineData("lead_id=1", "3 1")]
    [InlineData("platform=instagram", "2")]
    [InlineData("direction=outbound", "3")]
    [InlineData("status=read", "3")]
    [InlineData("source=post_comment", "2")]
    [InlineData("type=comment", "2")]
    [InlineData("post_id=1", "2")]
    [InlineData("ad_id=1", "3")]
    [InlineData("since=2026-02-02", "3 2")]
    [InlineData("since=2026-02-02T00:00:00.000001Z", "3")]
    [InlineData("until=2026-02-02T02:00:00%2B02:00", "1")]
    [InlineData("since=2026-02-01&until=2026-02-03&lead_id=1", "1")]
    [InlineData("ad_id=404", "")]
    public async Task Messages_are_newest_first_and_filtered(string filter, string expected)
    {
        await using var shop = await Shop.OpenAsync();
        shop.AddLeads(2);
        shop.Store(context => context.AddRange(
            new Post { FacebookPostId = "p_1", PostType = PostType.Info },
            new AdCampaign { FacebookAdId = "a_1" }));
        AddMessage(shop, leadId: 1, day: 1, _ => { });
        AddMessage(shop, leadId: 2, day: 2, message =>
        {
            message.MessageType = "comment";
            message.Platform = Platform.Instagram;
            message.MessageSource = MessageSource.PostComment;
            message.PostId = 1;
        });
        AddMessage(shop, leadId: 1, day: 3, message =>
        {
            message.Direction = MessageDirection.Outbound;
            message.Status = MessageStatus.Read;
            message.MessageSource = MessageSource.AdMessage;
            message.AdId = 1;
        });

        Assert.Equal(expected, await shop.IdsAsync($"messages?{filter}", limit: 1));
    }

    [Fact]
    public async Task A_message_is_shown_with_its_metadata_as_it_is_stored()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem("m_1", text: "بكام؟")).Json());
        shop.Store(context =>
        {
            var stored = context.Messages.AsTracking().Single();
            stored.MessageMetadata = """{"app_id":"7"}""";
            stored.Signals = """{"v":1}""";
        });

        var message = (await shop.GetAsync("messages"))["items"]![0]!;

        JsonAssert.Equal(
            """
            {
                "id": 1, "lead_id": 1, "platform": "facebook", "direction": "inbound", "status": "sent", "type": "text", "text": "بكام؟",
                "source": "direct_message", "post_id": null, "post_type": null, "ad_id": null, "comment_id": null, "referral_source": null,
                "sender_id": "6543210987654321", "recipient_id": "104512345678901", "facebook_message_id": "m_1",
                "metadata": { "app_id": "7" }, "signals": { "v": 1 },
                "timestamp": "2026-03-01T11:55:00Z", "received_at": "2026-03-01T12:00:00Z"
            }
            """,
            message);
    }

    [Theory]
    [InlineData("messages?lead_id=x", "lead_id", "whole number")]
    [InlineData("messages?lead_id=0", "lead_id", "from 1 on")]
    [InlineData("messages?direction=IN", "direction", "inbound, outbound")]
    [InlineData("messages?since=yesterday", "since", "ISO 8601")]
    [InlineData("messages?until=2026-13-01", "until", "ISO 8601")]
    [InlineData("conversations?waiting=yes", "waiting", "true, false")]
    [InlineData("conversations?cursor=1.2", "cursor", "next")]
    public async Task A_parameter_that_is_not_understood_is_named(string path, string parameter, string allowed)
    {
        await using var shop = await Shop.OpenAsync();

        var (status, problem) = await shop.CallAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(parameter, problem!["parameter"]!.GetValue<string>());
        Assert.Contains(allowed, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static void AddConversation(Shop shop, long leadId, DateTime at, bool isActive, DateTime? waitingSince = null) => shop.Store(context => context.Add(
        new Conversation { UserId = leadId, StartedAt = at, LastActivity = at, IsActive = isActive, WaitingSince = waitingSince }));

    private static void AddMessage(Shop shop, long leadId, int day, Action<Message> set) => shop.Store(context =>
    {
        var message = new Message { UserId = leadId, SenderId = "1", RecipientId = "2", Timestamp = new DateTime(2026, 2, day, 0, 0, 0, DateTimeKind.Utc) };
        set(message);
        context.Add(message);
    });

    /// <summary>A time on a day of March 2026; day 0 is the last of February.</summary>
    private static DateTime At(int day, int hour, int minute) => new DateTime(2026, 2, 28, hour, minute, 0, DateTimeKind.Utc).AddDays(day);
}
