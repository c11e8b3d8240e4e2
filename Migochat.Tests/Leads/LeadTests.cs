using System.Net;
using System.Text.Json.Nodes;

namespace Migochat.Tests.Leads;

/// <summary>One lead, its messages, its audit trail and its conversations.</summary>
public sealed class LeadTests
{
    [Fact]
    public async Task A_lead_is_shown_with_all_that_is_known()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.WritesAsync("201001112223", name: "منى عبد الله");
        shop.Add("phone_number = '+201001112223', first_name = 'هدى'", "phone_number = '+201001112224'");

        var lead = await shop.GetAsync("leads/1");

        Assert.Equal(
            """{"id":1,"psid":"201001112223","platform":"whatsapp","first_name":"منى","last_name":"عبد الله","phone":"\u002B201001112223","governorate":null,"stage":"nurture","label":"warm","type":"new","score":44,"source":"direct_message","active":true,"locked":[],"created_at":"2026-03-01T11:55:00Z","last_message_at":"2026-03-01T11:55:00Z","last_inbound_at":"2026-03-01T11:55:00Z","last_stage_change":"2026-03-01T12:00:00Z"}""",
            (await shop.GetAsync("leads?platform=whatsapp"))["items"]![0]!.Json().Replace("+", "\\u002B", StringComparison.Ordinal));
        Assert.Equal("""{"source":"direct_message","at":"2026-03-01T11:55:00Z","post_id":null,"facebook_post_id":null,"ad_id":null,"facebook_ad_id":null,"campaign_name":null}""", lead["first_touch"]!.Json());
        Assert.Equal("""[{"kind":"wa_phone","value":"201001112223","seen_at":"2026-03-01T11:55:00Z"}]""", lead["ids"]!.Json());
        Assert.Equal("2026-03-01T11:55:00Z", lead["active_conversation"]!["waiting_since"]!.GetValue<string>());
        Assert.Equal(2, Assert.Single(lead["possible_duplicates"]!.AsArray())!["id"]!.GetValue<long>());
        Assert.Equal("id", lead.AsObject().First().Key);
        Assert.Equal("8 2 10 4 20", string.Join(' ', lead["score_parts"]!.AsArray().Select(part => part!["points"])));
    }

    [Fact]
    public async Task A_part_of_the_score_names_the_words_it_was_read_in_as_long_as_the_text_is_kept()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.WritesAsync("201001112223", "صباح الخير، بكام الشنطة؟");

        var kept = await BecauseAsync(shop);
        using (var database = shop.Database())
            database.Run("UPDATE messages SET message_text = NULL");
        var purged = await BecauseAsync(shop);

        Assert.Equal("""{"message_id":1,"intent":"price","read_by":"words","words":"بكام"}""", kept.Json());
        Assert.Equal("""{"message_id":1,"intent":"price","read_by":"words","words":null}""", purged.Json());
    }

    private static async Task<JsonNode> BecauseAsync(Shop shop) =>
        (await shop.GetAsync("leads/1"))["score_parts"]!.AsArray().Single(part => part!["name"]!.GetValue<string>() == "intent")!["because"]!;

    [Fact]
    public async Task First_touch_names_the_post_and_the_ad()
    {
        await using var shop = await Shop.OpenAsync();
        using (var database = shop.Database())
        {
            database.Run("INSERT INTO posts (facebook_post_id, post_type) VALUES ('p_1', 'AD')");
            database.Run("INSERT INTO ad_campaigns (facebook_ad_id, campaign_name) VALUES ('a_1', 'Ramadan')");
        }

        shop.Add("first_source = 'AD_MESSAGE', first_post_id = 1, first_ad_id = 1");

        var touch = (await shop.GetAsync("leads/1"))["first_touch"]!;

        Assert.Equal("""{"source":"ad_message","at":null,"post_id":1,"facebook_post_id":"p_1","ad_id":1,"facebook_ad_id":"a_1","campaign_name":"Ramadan"}""", touch.Json());
    }

    [Theory]
    [InlineData("leads/1")]
    [InlineData("leads/mona")]
    [InlineData("leads/99999999999999999999")]
    [InlineData("leads/-1")]
    [InlineData("leads/1/messages")]
    [InlineData("leads/x/messages")]
    [InlineData("leads/1/activities")]
    [InlineData("leads/1/conversations")]
    public async Task What_is_not_there_answers_404(string path)
    {
        await using var shop = await Shop.OpenAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await shop.CallAsync(HttpMethod.Get, path)).Status);
    }

    [Fact]
    public async Task The_etag_changes_with_what_staff_may_change_and_with_nothing_else()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Add("");
        var seen = new List<string> { await ETagAsync(shop) };

        foreach (var change in (string[])["lead_stage = 'LOST'", "customer_label = 'HOT'", "customer_type = 'VIP'", "governorate = 'CAIRO'", "first_name = 'x'", "last_name = 'x'", "phone_number = '+201001112223'"])
        {
            shop.Rows($"UPDATE users SET {change}");
            seen.Add(await ETagAsync(shop));
        }

        shop.Rows("UPDATE users SET lead_score = 70, last_message_at = '2026-03-01 11:00:00.000000', is_active = 0, score_due_at = NULL");
        Assert.Equal(seen[^1], await ETagAsync(shop));
        Assert.Equal(seen.Count, seen.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Messages_activities_and_conversations_are_newest_first()
    {
        await using var shop = await Shop.OpenAsync();
        foreach (var minutes in (int[])[1, 9, 5, 4000, 8000])
            await shop.WritesAsync("201001112223", minutesAgo: minutes);
        await shop.WritesAsync("201009998887");
        shop.Rows("INSERT INTO lead_activities (user_id, activity_type, reason, timestamp, actor) VALUES (1, 'note', 'older', '2026-02-01 00:00:00.000000', 'هبة'), (1, 'note', 'newer', '2026-02-02 00:00:00.000000', NULL), (2, 'note', 'another', '2026-02-02 00:00:00.000000', NULL)");

        Assert.Equal("1 3 2 4 5", await shop.IdsAsync("leads/1/messages"));
        Assert.Equal("2 1", await shop.IdsAsync("leads/1/activities", limit: 1));
        var started = (await shop.GetAsync("leads/1/conversations"))["items"]!.AsArray().Select(item => item!["started_at"]!.GetValue<string>());
        Assert.Equal(["2026-03-01T11:51:00Z", "2026-02-26T17:20:00Z", "2026-02-23T22:40:00Z"], started);
        Assert.Equal(await shop.IdsAsync("leads/1/conversations", limit: 200), await shop.IdsAsync("leads/1/conversations", limit: 1));
        Assert.Equal("""{"id":1,"type":"note","old_value":null,"new_value":null,"reason":"older","automated":false,"actor":"هبة","timestamp":"2026-02-01T00:00:00Z"}""", (await shop.GetAsync("leads/1/activities"))["items"]![1]!.Json());
    }

    private static async Task<string> ETagAsync(Shop shop)
    {
        using var request = Shop.Request(HttpMethod.Get, "leads/1");
        using var response = await shop.Client.SendAsync(request);
        return response.Headers.ETag!.Tag;
    }
}
