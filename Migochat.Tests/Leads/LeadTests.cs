using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Migochat.Data;

namespace Migochat.Tests.Leads;

/// <summary>One lead, its messages, its audit trail and its conversations.</summary>
public sealed class LeadTests
{
    [Fact]
    public async Task A_lead_is_shown_with_all_that_is_known()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.WritesAsync("201001112223", name: "منى عبد الله");
        shop.AddLeads(
            lead =>
            {
                lead.PhoneNumber = "+201001112223";
                lead.FirstName = "هدى";
            },
            lead => lead.PhoneNumber = "+201001112224");

        var lead = await shop.GetAsync("leads/1");

        JsonAssert.Equal(
            """
            {
                "id": 1, "psid": "201001112223", "platform": "whatsapp",
                "first_name": "منى", "last_name": "عبد الله", "phone": "+201001112223", "governorate": null,
                "stage": "nurture", "label": "warm", "type": "new", "score": 44, "source": "direct_message",
                "active": true, "locked": [],
                "created_at": "2026-03-01T11:55:00Z", "last_message_at": "2026-03-01T11:55:00Z",
                "last_inbound_at": "2026-03-01T11:55:00Z", "last_stage_change": "2026-03-01T12:00:00Z", "has_complaint": false
            }
            """,
            (await shop.GetAsync("leads?platform=whatsapp"))["items"]![0]);
        JsonAssert.Equal(
            """
            {
                "source": "direct_message", "at": "2026-03-01T11:55:00Z", "post_id": null, "facebook_post_id": null,
                "ad_id": null, "facebook_ad_id": null, "campaign_name": null
            }
            """,
            lead["first_touch"]);
        JsonAssert.Equal("""[{ "kind": "wa_phone", "value": "201001112223", "seen_at": "2026-03-01T11:55:00Z" }]""", lead["ids"]);
        Assert.Equal("2026-03-01T11:55:00Z", lead["active_conversation"]!["waiting_since"]!.GetValue<string>());
        var other = shop.Read(context => context.Users.Single(user => user.FirstName == "هدى").Id);
        Assert.Equal(other, Assert.Single(lead["possible_duplicates"]!.AsArray())!["id"]!.GetValue<long>());
        Assert.Equal("id", lead.AsObject().First().Key);
        Assert.Equal(
            [("phone known", 8), ("name known", 2), ("source", 10), ("messages", 4), ("intent", 20)],
            lead["score_parts"]!.AsArray().Select(part => (part!["name"]!.GetValue<string>(), part["points"]!.GetValue<int>())));
    }

    [Fact]
    public async Task A_part_of_the_score_names_the_words_it_was_read_in_as_long_as_the_text_is_kept()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.WritesAsync("201001112223", "صباح الخير، بكام الشنطة؟");

        var kept = await BecauseAsync(shop);
        shop.Store(context => context.Messages.ExecuteUpdate(set => set.SetProperty(message => message.MessageText, (string?)null)));
        var purged = await BecauseAsync(shop);

        JsonAssert.Equal("""{ "message_id": 1, "intent": "price", "read_by": "words", "words": "بكام" }""", kept);
        JsonAssert.Equal("""{ "message_id": 1, "intent": "price", "read_by": "words", "words": null }""", purged);
    }

    private static async Task<JsonNode> BecauseAsync(Shop shop) =>
        (await shop.GetAsync("leads/1"))["score_parts"]!.AsArray().Single(part => part!["name"]!.GetValue<string>() == "intent")!["because"]!;

    [Fact]
    public async Task First_touch_names_the_post_and_the_ad()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Store(context => context.AddRange(
            new Post { FacebookPostId = "p_1", PostType = PostType.Ad },
            new AdCampaign { FacebookAdId = "a_1", CampaignName = "Ramadan" }));
        shop.AddLeads(lead => (lead.FirstSource, lead.FirstPostId, lead.FirstAdId) = (MessageSource.AdMessage, 1, 1));

        var touch = (await shop.GetAsync("leads/1"))["first_touch"]!;

        JsonAssert.Equal(
            """
            {
                "source": "ad_message", "at": null, "post_id": 1, "facebook_post_id": "p_1",
                "ad_id": 1, "facebook_ad_id": "a_1", "campaign_name": "Ramadan"
            }
            """,
            touch);
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
        shop.AddLeads(1);
        var seen = new List<string> { await ETagAsync(shop) };

        foreach (var change in (Action<User>[])
            [
                lead => lead.LeadStage = LeadStage.Lost,
                lead => lead.CustomerLabel = CustomerLabel.Hot,
                lead => lead.CustomerType = CustomerType.Vip,
                lead => lead.Governorate = Governorate.Cairo,
                lead => lead.FirstName = "x",
                lead => lead.LastName = "x",
                lead => lead.PhoneNumber = "+201001112223",
            ])
        {
            shop.ChangeLead(1, change);
            seen.Add(await ETagAsync(shop));
        }

        shop.ChangeLead(1, lead =>
        {
            lead.LeadScore = 70;
            lead.LastMessageAt = new DateTime(2026, 3, 1, 11, 0, 0, DateTimeKind.Utc);
            lead.IsActive = false;
            lead.ScoreDueAt = null;
        });
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
        AddNote(shop, leadId: 1, "older", day: 1, actor: "هبة");
        AddNote(shop, leadId: 1, "newer", day: 2);
        AddNote(shop, leadId: 2, "another", day: 2);

        Assert.Equal("1 3 2 4 5", await shop.IdsAsync("leads/1/messages"));
        Assert.Equal("2 1", await shop.IdsAsync("leads/1/activities", limit: 1));
        var started = (await shop.GetAsync("leads/1/conversations"))["items"]!.AsArray().Select(item => item!["started_at"]!.GetValue<string>());
        Assert.Equal(["2026-03-01T11:51:00Z", "2026-02-26T17:20:00Z", "2026-02-23T22:40:00Z"], started);
        Assert.Equal(await shop.IdsAsync("leads/1/conversations", limit: 200), await shop.IdsAsync("leads/1/conversations", limit: 1));
        JsonAssert.Equal(
            """
            {
                "id": 1, "type": "note", "old_value": null, "new_value": null, "reason": "older", "automated": false,
                "actor": "هبة", "timestamp": "2026-02-01T00:00:00Z"
            }
            """,
            (await shop.GetAsync("leads/1/activities"))["items"]![1]);
    }

    private static void AddNote(Shop shop, long leadId, string text, int day, string? actor = null) => shop.Store(context => context.Add(new LeadActivity
    {
        UserId = leadId,
        ActivityType = "note",
        Reason = text,
        Timestamp = new DateTime(2026, 2, day, 0, 0, 0, DateTimeKind.Utc),
        Actor = actor,
    }));

    private static async Task<string> ETagAsync(Shop shop)
    {
        using var request = Shop.Request(HttpMethod.Get, "leads/1");
        using var response = await shop.Client.SendAsync(request);
        return response.Headers.ETag!.Tag;
    }
}
