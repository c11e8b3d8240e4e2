using System.Net;
using Migochat.Data;
using Migochat.Tests.Leads;

namespace Migochat.Tests.Messaging;

/// <summary>Posts and ads: kept by staff, filled by events, and what each brought.</summary>
public sealed class PostTests
{
    private const string NewPost = """{"facebook_post_id":"p_1","type":"product","content":"شنطة","price":"450","data":{"sku":"B-7"}}""";

    [Fact]
    public async Task A_post_is_made_shown_changed_and_removed()
    {
        await using var shop = await Shop.OpenAsync();

        var (made, post) = await shop.SendJsonAsync(HttpMethod.Post, "posts", NewPost);
        var (changed, _) = await shop.SendJsonAsync(HttpMethod.Patch, "posts/1", """{"price":null,"active":false}""");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (made, changed));
        JsonAssert.Equal(
            """
            {
                "id": 1, "facebook_post_id": "p_1", "type": "product", "content": "شنطة", "permalink": null, "price": "450", "data": { "sku": "B-7" },
                "active": true, "stub": false, "created_at": "2026-03-01T12:00:00Z", "people": 0, "hot": 0, "convert": 0
            }
            """,
            post);
        JsonAssert.Has(await shop.GetAsync("posts/1"), ("price", null), ("active", "false"));
        Assert.Equal("1", await shop.IdsAsync("posts?type=product&active=false"));
        Assert.Equal("", await shop.IdsAsync("posts?type=ad"));
        Assert.Equal(HttpStatusCode.NoContent, (await shop.CallAsync(HttpMethod.Delete, "posts/1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await shop.CallAsync(HttpMethod.Delete, "posts/1")).Status);
    }

    [Fact]
    public async Task An_ad_is_made_shown_changed_and_removed()
    {
        await using var shop = await Shop.OpenAsync();

        var (made, ad) = await shop.SendJsonAsync(HttpMethod.Post, "ad-campaigns", """{"facebook_ad_id":"a_1","campaign_name":"Ramadan","target_audience":{"age":"18-35"}}""");
        await shop.SendJsonAsync(HttpMethod.Patch, "ad-campaigns/1", """{"status":"paused"}""");

        Assert.Equal(HttpStatusCode.Created, made);
        JsonAssert.Equal(
            """
            {
                "id": 1, "facebook_ad_id": "a_1", "campaign_name": "Ramadan", "ad_name": null, "ad_set_name": null, "meta_campaign_name": null, "content": null, "target_audience": { "age": "18-35" },
                "budget": null, "status": "active", "stub": false, "created_at": "2026-03-01T12:00:00Z", "people": 0, "hot": 0, "convert": 0
            }
            """,
            ad);
        Assert.Equal("1", await shop.IdsAsync("ad-campaigns?status=paused"));
        Assert.Equal(HttpStatusCode.NoContent, (await shop.CallAsync(HttpMethod.Delete, "ad-campaigns/1")).Status);
    }

    [Fact]
    public async Task An_edit_ends_what_events_may_fill()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Store(context => context.Add(new Post { FacebookPostId = "p_1", PostType = PostType.Info, IsStub = true }));

        JsonAssert.Has(await shop.GetAsync("posts/1"), ("stub", "true"));
        var (_, post) = await shop.SendJsonAsync(HttpMethod.Patch, "posts/1", """{"content":"ours"}""");

        JsonAssert.Has(post, ("stub", "false"), ("content", "ours"), ("type", "info"));
    }

    [Fact]
    public async Task Everybody_who_came_through_it_counts_once()
    {
        await using var shop = await Shop.OpenAsync();
        foreach (var id in (string[])["p_1", "p_2"])
            shop.Store(context => context.Add(new Post { FacebookPostId = id, PostType = PostType.Ad }));
        shop.Store(context => context.Add(new AdCampaign { FacebookAdId = "a_1" }));
        shop.AddLeads(
            lead => (lead.FirstPostId, lead.FirstAdId, lead.CustomerLabel) = (1, 1, CustomerLabel.Hot),
            lead => (lead.CustomerLabel, lead.ConvertedAt) = (CustomerLabel.Hot, new DateTime(2026, 3, 1, 11, 0, 0, DateTimeKind.Utc)),
            lead => lead.FirstPostId = 1,
            lead => lead.FirstPostId = 2,
            _ => { });
        shop.Store(context => context.AddRange(
            Inbound(leadId: 1, adId: null), Inbound(leadId: 2, adId: 1), Inbound(leadId: 2, adId: 1), Inbound(leadId: null, adId: 1)));

        JsonAssert.Has(await shop.GetAsync("posts/1"), ("people", "3"), ("hot", "2"), ("convert", "1"));
        JsonAssert.Has((await shop.GetAsync("posts"))["items"]![0], ("people", "1"), ("hot", "0"), ("convert", "0"));
        JsonAssert.Has((await shop.GetAsync("ad-campaigns"))["items"]![0], ("people", "2"), ("hot", "2"), ("convert", "1"));
        Assert.Equal(HttpStatusCode.Conflict, (await shop.CallAsync(HttpMethod.Delete, "posts/1")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await shop.CallAsync(HttpMethod.Delete, "ad-campaigns/1")).Status);
        Assert.Equal((2, 1), (shop.Count("posts"), shop.Count("ad_campaigns")));
        Assert.Empty(shop.Log.Errors);
    }

    [Theory]
    [InlineData("posts", NewPost)]
    [InlineData("ad-campaigns", """{"facebook_ad_id":"a_1"}""")]
    public async Task The_same_id_twice_is_a_conflict(string path, string body)
    {
        await using var shop = await Shop.OpenAsync();
        await shop.SendJsonAsync(HttpMethod.Post, path, body);

        Assert.Equal(HttpStatusCode.Conflict, (await shop.SendJsonAsync(HttpMethod.Post, path, body)).Status);
        Assert.Empty(shop.Log.Errors);
    }

    [Theory]
    [InlineData("posts", "INSERT INTO posts (facebook_post_id, post_type) VALUES ('p_1', 'AD')", """{"content":"x"}""")]
    [InlineData("ad-campaigns", "INSERT INTO ad_campaigns (facebook_ad_id) VALUES ('a_1')", """{"content":"x"}""")]
    public async Task Of_many_who_remove_it_at_once_one_does_and_who_changes_it_meanwhile_changes_it_or_finds_nothing(string path, string insert, string change)
    {
        const int Callers = 8;
        const int Rounds = 10;
        await using var shop = await Shop.OpenAsync(withTimers: false);
        var removals = new List<HttpStatusCode>();
        var changes = new List<HttpStatusCode>();
        for (var round = 0; round < Rounds; round++)
        {
            shop.Rows(insert);
            var id = shop.Rows($"SELECT max(id) AS id FROM {path.Replace('-', '_')}")[0]["id"];
            var removing = Enumerable.Range(0, Callers).Select(_ => Task.Run(() => shop.CallAsync(HttpMethod.Delete, $"{path}/{id}"))).ToList();
            var changing = Enumerable.Range(0, Callers).Select(_ => Task.Run(() => shop.SendJsonAsync(HttpMethod.Patch, $"{path}/{id}", change))).ToList();
            removals.AddRange((await Task.WhenAll(removing)).Select(answer => answer.Status));
            changes.AddRange((await Task.WhenAll(changing)).Select(answer => answer.Status));
        }

        Assert.Equal(Rounds, removals.Count(status => status == HttpStatusCode.NoContent));
        Assert.Equal(Rounds * (Callers - 1), removals.Count(status => status == HttpStatusCode.NotFound));
        Assert.All(changes, status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{status}"));
        Assert.Equal(0, shop.Count(path.Replace('-', '_')));
    }

    [Theory]
    [InlineData("POST", "posts", "{}", "facebook_post_id")]
    [InlineData("POST", "posts", """{"facebook_post_id":"p_1"}""", "type")]
    [InlineData("POST", "posts", """{"facebook_post_id":"p_1","type":null}""", "type")]
    [InlineData("POST", "posts", """{"facebook_post_id":"p_1","type":"sale"}""", "type")]
    [InlineData("POST", "posts", """{"facebook_post_id":"p_1","type":"ad","data":[]}""", "data")]
    [InlineData("PATCH", "posts/1", """{"facebook_post_id":"p_2"}""", "facebook_post_id")]
    [InlineData("PATCH", "posts/1", """{"active":null}""", "active")]
    [InlineData("POST", "ad-campaigns", "{}", "facebook_ad_id")]
    [InlineData("PATCH", "ad-campaigns/1", """{"status":null}""", "status")]
    public async Task What_is_not_understood_is_named(string method, string path, string body, string field)
    {
        await using var shop = await Shop.OpenAsync();

        var (status, problem) = await shop.SendJsonAsync(new HttpMethod(method), path, body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(field, problem!["field"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("GET", "posts/1")]
    [InlineData("PATCH", "posts/1")]
    [InlineData("DELETE", "posts/x")]
    [InlineData("GET", "ad-campaigns/1")]
    [InlineData("PATCH", "ad-campaigns/1")]
    [InlineData("DELETE", "ad-campaigns/1")]
    public async Task What_is_not_there_answers_404(string method, string path)
    {
        await using var shop = await Shop.OpenAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await shop.SendJsonAsync(new HttpMethod(method), path, "{}")).Status);
    }

    private static Message Inbound(long? leadId, long? adId) =>
        new() { UserId = leadId, SenderId = "1", RecipientId = "2", Direction = MessageDirection.Inbound, PostId = 1, AdId = adId };
}
