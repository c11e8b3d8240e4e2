using System.Net;
using System.Text.Json.Nodes;

namespace Migochat.Tests.Leads;

/// <summary>Staff close a conversation that needs no answer.</summary>
public sealed class ConversationCloserTests
{
    private const string Number = "201001112223";

    [Fact]
    public async Task A_closed_conversation_waits_no_more_and_the_trail_tells_who_closed_it()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.WritesAsync(Number, minutesAgo: 5);
        await shop.WritesAsync(Number, "ألو", minutesAgo: 3);
        Assert.Equal("1", await shop.IdsAsync("conversations?waiting=true"));

        var (status, conversation) = await CloseAsync(shop, actor: "هبة");

        Assert.Equal(HttpStatusCode.OK, status);
        JsonAssert.Has(conversation, ("id", "1"), ("waiting_since", null), ("active", "true"));
        Assert.Equal("", await shop.IdsAsync("conversations?waiting=true"));
        var line = shop.Read(context => context.LeadActivities.Single(line => line.ActivityType == "conversation_closed"));
        Assert.Equal(("هبة", false, "Waited since 2026-03-01 11:55:00.000000 UTC."), (line.Actor, line.Automated, line.Reason));
        await CloseAsync(shop);
        Assert.Equal(1, shop.Read(context => context.LeadActivities.Count(line => line.ActivityType == "conversation_closed")));
    }

    [Fact]
    public async Task It_waits_again_from_the_next_message_that_wants_an_answer()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.WritesAsync(Number, minutesAgo: 5);
        await CloseAsync(shop);

        await shop.WritesAsync(Number, "شكرا 👍", minutesAgo: 3);
        Assert.Equal("", await shop.IdsAsync("conversations?waiting=true"));
        await shop.WritesAsync(Number, "والتوصيل؟", minutesAgo: 2);
        await shop.WritesAsync(Number, "?", minutesAgo: 1);

        JsonAssert.Has((await shop.GetAsync("conversations?waiting=true"))["items"]![0], ("waiting_since", "2026-03-01T11:58:00Z"));
    }

    [Fact]
    public async Task A_message_from_before_that_comes_late_does_not_open_it()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.WritesAsync(Number, minutesAgo: 3);
        await CloseAsync(shop);

        await shop.WritesAsync(Number, "ألو", minutesAgo: 5);
        Assert.Equal("", await shop.IdsAsync("conversations?waiting=true"));
        await shop.WritesAsync(Number, "ألو", minutesAgo: 2);

        JsonAssert.Has((await shop.GetAsync("conversations?waiting=true"))["items"]![0], ("waiting_since", "2026-03-01T11:58:00Z"));
    }

    [Fact]
    public async Task It_stays_closed_where_two_persons_become_one()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.WritesAsync(Number, minutesAgo: 3);
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.2", from: null, userId: "EG.1234567890", time: Texts.Before)]).Json());
        await CloseAsync(shop);

        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.3", Number, "EG.1234567890", "شكرا", Texts.Before + 60_000)]).Json());

        Assert.Equal(1, shop.Count("users"));
        Assert.Equal("", await shop.IdsAsync("conversations?waiting=true"));
    }

    [Theory]
    [InlineData("conversations/1", """{"waiting":true}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("conversations/1", """{"waiting":null}""", HttpStatusCode.BadRequest)]
    [InlineData("conversations/1", """{"waiting":"no"}""", HttpStatusCode.BadRequest)]
    [InlineData("conversations/1", "{}", HttpStatusCode.BadRequest)]
    [InlineData("conversations/1", """{"waiting":false,"active":false}""", HttpStatusCode.BadRequest)]
    [InlineData("conversations/2", """{"waiting":false}""", HttpStatusCode.NotFound)]
    public async Task Nothing_else_can_be_asked(string path, string body, HttpStatusCode expected)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.WritesAsync(Number);

        Assert.Equal(expected, (await shop.SendJsonAsync(HttpMethod.Patch, path, body)).Status);
        Assert.Equal("1", await shop.IdsAsync("conversations?waiting=true"));
    }

    [Theory]
    [InlineData("true", "1")]
    [InlineData("false", "")]
    [InlineData(null, "")]
    public async Task Whether_thanks_wait_is_a_setting(string? setting, string waiting)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false, ("courtesy_waits", setting));
        await shop.WritesAsync(Number, minutesAgo: 5);
        await CloseAsync(shop);

        await shop.WritesAsync(Number, "شكرا", minutesAgo: 3);

        Assert.Equal(waiting, await shop.IdsAsync("conversations?waiting=true"));
    }

    private static Task<(HttpStatusCode Status, JsonNode? Body)> CloseAsync(Shop shop, string? actor = null) => shop.SendJsonAsync(
        HttpMethod.Patch, "conversations/1", """{"waiting":false}""", actor is null ? [] : [("X-Actor", Uri.EscapeDataString(actor))]);
}
