using System.Net;
using Migochat.Tests.Leads;

namespace Migochat.Tests.Messaging;

/// <summary>Lists of everybody's conversations and messages.</summary>
public sealed class ListTests
{
    [Fact]
    public async Task Active_conversations_come_first_and_the_latest_of_them()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Add("platform = 'instagram'", "", "", "");
        AddConversations(shop,
            "1, '2026-03-01 10:00:00.000000', 1, NULL", "2, '2026-03-01 11:00:00.000000', 1, '2026-03-01 10:30:00.000000'",
            "3, '2026-03-01 11:30:00.000000', 0, '2026-03-01 10:00:00.000000'", "4, '2026-02-01 11:30:00.000000', 0, NULL",
            "4, '2026-02-28 11:30:00.000000', 1, '2026-02-28 11:00:00.000000'");

        Assert.Equal("2 1 5 3 4", await shop.IdsAsync("conversations"));
        Assert.Equal("2 1 5 3 4", await shop.IdsAsync("conversations", limit: 3));
        Assert.Equal("2 1 5", await shop.IdsAsync("conversations?active=true"));
        Assert.Equal("3 4", await shop.IdsAsync("conversations?active=false", limit: 1));
        Assert.Equal("1", await shop.IdsAsync("conversations?platform=instagram"));
        Assert.Equal("5 3 2", await shop.IdsAsync("conversations?waiting=true"));
        Assert.Equal("5 2", await shop.IdsAsync("conversations?waiting=true&active=true", limit: 1));
        Assert.Equal("1 4", await shop.IdsAsync("conversations?waiting=false", limit: 1));
        Assert.Equal("""{"id":1,"lead_id":1,"platform":"instagram","first_name":null,"last_name":null,"started_at":"2026-03-01T10:00:00Z","last_activity":"2026-03-01T10:00:00Z","active":true,"message_count":0,"waiting_since":null}""", (await shop.GetAsync("conversations?platform=instagram"))["items"]![0]!.Json());
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
        shop.Add("", "");
        shop.Rows("""
            INSERT INTO posts (facebook_post_id, post_type) VALUES ('p_1', 'INFO');
            """);
        shop.Rows("INSERT INTO ad_campaigns (facebook_ad_id) VALUES ('a_1')");
        shop.Rows("""
            INSERT INTO messages (user_id, sender_id, recipient_id, direction, status, timestamp, message_type, platform, message_source, post_id, ad_id) VALUES
            (1, '1', '2', 'INBOUND', 'SENT', '2026-02-01 00:00:00.000000', 'text', 'facebook', 'DIRECT_MESSAGE', NULL, NULL),
            (2, '1', '2', 'INBOUND', 'SENT', '2026-02-02 00:00:00.000000', 'comment', 'instagram', 'POST_COMMENT', 1, NULL),
            (1, '1', '2', 'OUTBOUND', 'READ', '2026-02-03 00:00:00.000000', 'text', 'facebook', 'AD_MESSAGE', NULL, 1)
            """);

        Assert.Equal(expected, await shop.IdsAsync($"messages?{filter}", limit: 1));
    }

    [Fact]
    public async Task A_message_is_shown_with_its_metadata_as_it_is_stored()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem("m_1", text: "بكام؟")).Json());
        shop.Rows("""UPDATE messages SET message_metadata = '{"app_id":"7"}', signals = '{"v":1}'""");

        var message = (await shop.GetAsync("messages"))["items"]![0]!;

        Assert.Equal("""{"id":1,"lead_id":1,"platform":"facebook","direction":"inbound","status":"sent","type":"text","text":"بكام؟","source":"direct_message","post_id":null,"post_type":null,"ad_id":null,"comment_id":null,"referral_source":null,"sender_id":"6543210987654321","recipient_id":"104512345678901","facebook_message_id":"m_1","metadata":{"app_id":"7"},"signals":{"v":1},"timestamp":"2026-03-01T11:55:00Z","received_at":"2026-03-01T12:00:00Z"}""", message.Json());
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

    private static void AddConversations(Shop shop, params string[] rows)
    {
        foreach (var row in rows)
            shop.Rows($"INSERT INTO conversations (user_id, started_at, last_activity, is_active, waiting_since) SELECT u, t, t, a, w FROM (SELECT column1 AS u, column2 AS t, column3 AS a, column4 AS w FROM (VALUES ({row})))");
    }
}
