using System.Net;
using System.Text.Json.Nodes;
using Migochat.Data;
using Migochat.Fetches;
using Migochat.LocalHost.FakeMeta;
using Migochat.Settings;
using Migochat.Tests.Graph;
using Migochat.Tests.Leads;

namespace Migochat.Tests.Fetches;

/// <summary>Texts, addresses and names of the posts and ads that events name only by their ids.</summary>
public sealed class PostAndAdFetchTests
{
    private const string PagePost = "104512345678901_1220394857610293";

    [Fact]
    public async Task The_post_under_a_comment_gets_text_and_address()
    {
        await using var shop = await GraphShop.OpenAsync();
        await WriteAsync(shop, "page/comment");
        shop.Graph.Objects[PagePost] = PostOf(GraphShop.Page, "الفستان رجع", "https://www.facebook.com/p/1");

        await FetchAsync(shop);

        var post = await shop.Shop.GetAsync("posts/1");
        Assert.Equal(("الفستان رجع", "https://www.facebook.com/p/1"), ((string?)post["content"], (string?)post["permalink"]));
        Assert.Equal("message,permalink_url,from", Assert.Single(shop.Graph.Calls.Latest, call => call.Path == $"/{PagePost}").Query("fields"));
    }

    [Fact]
    public async Task The_media_under_an_Instagram_comment_gets_its_caption()
    {
        await using var shop = await GraphShop.OpenAsync();
        await WriteAsync(shop, "instagram/comment");
        var id = shop.Shop.Read(context => context.Posts.Single().FacebookPostId);
        shop.Graph.Objects[id] = new JsonObject { ["id"] = id, ["caption"] = "شنط جديدة", ["permalink"] = "https://www.instagram.com/p/x/" };

        await FetchAsync(shop);

        var post = shop.Shop.Read(context => context.Posts.Single());
        Assert.Equal(("شنط جديدة", "https://www.instagram.com/p/x/"), (post.PostContent, post.Permalink));
        Assert.True(Assert.Single(shop.Graph.Calls.Latest, call => call.Path == $"/{id}").IsInstagram);
    }

    [Fact]
    public async Task A_post_that_is_named_without_its_page_is_asked_for_with_it()
    {
        await using var shop = await GraphShop.OpenAsync();
        var item = Texts.MessengerItem();
        item["message"]!["referral"] = new JsonObject { ["source"] = "ADS", ["type"] = "OPEN_THREAD", ["ad_id"] = "77", ["ads_context_data"] = new JsonObject { ["post_id"] = "555" } };
        Assert.Equal(HttpStatusCode.OK, await shop.Shop.SendAsync(Texts.Messenger(item).Json()));

        await FetchAsync(shop);

        Assert.Equal(1, shop.Graph.Calls.To($"/{Texts.PageId}_555"));
        Assert.Equal(FetchState.Done, FetchOf(shop, FetchKinds.Post).State);
    }

    [Fact]
    public async Task What_the_webhook_said_of_a_post_stays()
    {
        await using var shop = await GraphShop.OpenAsync();
        await WriteAsync(shop, "page/post-of-the-page");
        var before = shop.Shop.Read(context => context.Posts.Single());

        await FetchAsync(shop);

        var after = shop.Shop.Read(context => context.Posts.Single());
        Assert.NotNull(before.PostContent);
        Assert.Equal((before.PostContent, before.ContentAt), (after.PostContent, after.ContentAt));
        Assert.NotNull(after.Permalink);
    }

    [Fact]
    public async Task What_a_webhook_says_later_replaces_the_fetched_text()
    {
        await using var shop = await GraphShop.OpenAsync();
        await WriteAsync(shop, "page/comment");
        await FetchAsync(shop);

        Assert.Equal(HttpStatusCode.OK, await shop.Shop.SendAsync(Published(PagePost, "النص من الصفحة").Json()));

        Assert.Equal("النص من الصفحة", shop.Shop.Read(context => context.Posts.Single().PostContent));
    }

    [Fact]
    public async Task A_post_that_staff_have_edited_keeps_their_text()
    {
        await using var shop = await GraphShop.OpenAsync();
        await WriteAsync(shop, "page/comment");
        shop.Graph.Faults.Next(_ => true, FakeFault.Silent(500, isTaken: false), times: 2);
        await FetchAsync(shop);
        await shop.Shop.SendJsonAsync(HttpMethod.Patch, "posts/1", """{"content":null}""");
        shop.Shop.Time.Advance(TimeSpan.FromMinutes(1));

        await FetchAsync(shop);

        var post = shop.Shop.Read(context => context.Posts.Single());
        Assert.Null(post.PostContent);
        Assert.NotNull(post.Permalink);
    }

    [Fact]
    public async Task A_customers_post_is_not_fetched_and_its_text_not_taken()
    {
        await using var shop = await GraphShop.OpenAsync();
        await WriteAsync(shop, "page/post-of-a-visitor");
        await WriteAsync(shop, "page/comment");
        shop.Graph.Objects[PagePost] = PostOf("7619203845510283", "مين جرب؟", "http://10.0.0.1/p");

        await FetchAsync(shop);

        var posts = shop.Shop.Read(context => context.Posts.ToList());
        Assert.Equal(2, posts.Count);
        Assert.All(posts, post => Assert.Equal((null, null), (post.PostContent, post.Permalink)));
        Assert.Equal(1, shop.Graph.Calls.Latest.Count(call => call.Query("fields").Contains("permalink_url", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_ad_gets_its_names_and_those_of_its_set_and_campaign()
    {
        await using var shop = await GraphShop.OpenAsync(("ads_access_token", "ads-token"));
        await WriteAsync(shop, "leadgen/from-an-ad");
        var id = shop.Shop.Read(context => context.AdCampaigns.Single().FacebookAdId);
        shop.Graph.Objects[id] = AdOf("Bags 2", "Women, Delta", "Ramadan");

        await FetchAsync(shop);

        var ad = await shop.Shop.GetAsync("ad-campaigns/1");
        Assert.Equal(("Bags 2", "Women, Delta", "Ramadan", "Ramadan"), ((string?)ad["ad_name"], (string?)ad["ad_set_name"], (string?)ad["meta_campaign_name"], (string?)ad["campaign_name"]));
        Assert.Equal("ads-token", Assert.Single(shop.Graph.Calls.Latest, call => call.Path == $"/{id}").Token);
    }

    [Fact]
    public async Task The_title_of_an_event_is_shown_before_the_fetched_campaign()
    {
        await using var shop = await GraphShop.OpenAsync();
        await WriteAsync(shop, "messenger/ad-in-the-message");
        var title = shop.Shop.Read(context => context.AdCampaigns.Single().CampaignName);

        await FetchAsync(shop);

        var ad = await shop.Shop.GetAsync("ad-campaigns/1");
        Assert.NotNull(title);
        Assert.Equal(title, (string?)ad["campaign_name"]);
        Assert.NotNull((string?)ad["meta_campaign_name"]);
    }

    [Fact]
    public async Task An_ad_that_no_token_may_read_is_given_up_with_the_reason_until_another_token_comes()
    {
        await using var shop = await GraphShop.OpenAsync();
        await WriteAsync(shop, "leadgen/from-an-ad");
        // Once for all fields, once for the name alone.
        shop.Graph.Faults.Next(call => call.Query("fields").StartsWith("name", StringComparison.Ordinal), FakeFault.Refusal(200), times: 2);
        await FetchAsync(shop);
        Assert.Equal((FetchState.Failed, "NOT_PERMITTED"), (FetchOf(shop, FetchKinds.Ad).State, FetchOf(shop, FetchKinds.Ad).ErrorKind));
        Assert.Equal("The access token lacks a permission, or Meta has restricted the account. (Meta's code 200)", FetchOf(shop, FetchKinds.Ad).LastError);

        shop.Shop.Store(context => context.AppSettings.Add(new AppSetting { Key = "ads_access_token", Value = "ads-token", Category = "facebook", UpdatedBy = "test" }));
        await shop.Shop.Service<SettingsReader>().RefreshAsync(CancellationToken.None);
        await FetchAsync(shop);

        Assert.Equal((FetchState.Done, null), (FetchOf(shop, FetchKinds.Ad).State, FetchOf(shop, FetchKinds.Ad).LastError));
        Assert.NotNull(shop.Shop.Read(context => context.AdCampaigns.Single().AdName));
    }

    [Fact]
    public async Task An_expired_token_of_ads_does_not_keep_the_page_from_its_own()
    {
        await using var shop = await GraphShop.OpenAsync(("ads_access_token", "ads-token"));
        shop.Graph.ExpiredTokens["ads-token"] = true;
        await WriteAsync(shop, "leadgen/from-an-ad");

        await FetchAsync(shop);

        Assert.Equal((FetchState.Failed, FetchState.Done), (FetchOf(shop, FetchKinds.Ad).State, FetchOf(shop, FetchKinds.LeadForm).State));
    }

    [Fact]
    public async Task A_post_that_is_gone_before_its_fetch_leaves_no_row()
    {
        await using var shop = await GraphShop.OpenAsync();
        await WriteAsync(shop, "page/post-of-the-page");
        shop.Graph.Faults.Next(_ => true, FakeFault.Silent(500, isTaken: false), times: 2);
        await FetchAsync(shop);
        await shop.Shop.SendJsonAsync(HttpMethod.Delete, "posts/1", "");
        shop.Shop.Time.Advance(TimeSpan.FromMinutes(1));

        await FetchAsync(shop);

        Assert.Equal((0L, 2L), (shop.Shop.Count("fetches"), shop.Graph.Calls.Reads));
    }

    private static Task FetchAsync(GraphShop shop) => shop.Shop.Service<Fetcher>().RunAsync(CancellationToken.None);

    private static async Task WriteAsync(GraphShop shop, string payload) =>
        Assert.Equal(HttpStatusCode.OK, await shop.Shop.SendAsync(Repository.Read($"Migochat.Tests/Payloads/{payload}.json")));

    private static Fetch FetchOf(GraphShop shop, string kind) => shop.Shop.Read(context => context.Fetches.Single(fetch => fetch.Kind == kind));

    private static JsonObject PostOf(string author, string text, string link) =>
        new() { ["id"] = PagePost, ["message"] = text, ["permalink_url"] = link, ["from"] = new JsonObject { ["id"] = author } };

    private static JsonObject AdOf(string name, string set, string campaign) => new()
    {
        ["name"] = name,
        ["adset"] = new JsonObject { ["id"] = "1", ["name"] = set },
        ["campaign"] = new JsonObject { ["id"] = "2", ["name"] = campaign },
    };

    private static JsonObject Published(string post, string text) => Texts.Envelope("page", GraphShop.Page, "changes", new JsonObject
    {
        ["field"] = "feed",
        ["value"] = new JsonObject
        {
            ["item"] = "status",
            ["verb"] = "add",
            ["post_id"] = post,
            ["from"] = new JsonObject { ["id"] = GraphShop.Page },
            ["message"] = text,
            ["created_time"] = 1772366100,
        },
    });
}
