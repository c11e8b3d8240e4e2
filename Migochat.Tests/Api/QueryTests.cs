using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Migochat.Api;
using Migochat.Data;
using Migochat.LocalHost.Routing;
using Migochat.Tests.Access;
using Migochat.Tests.Leads;

namespace Migochat.Tests.Api;

/// <summary>The parameters of all routes: what is unknown, what belongs to another list, and times of a zone.</summary>
public sealed class QueryTests
{
    [Fact]
    public async Task An_unknown_parameter_is_refused_on_every_route_with_a_key()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.AddLeads(1);

        foreach (var function in Routes.All.Where(function => Routes.Classified[function.Name].Wants.Contains("function", StringComparison.Ordinal) && function.Name != "GetOpenApi"))
        {
            var (status, problem) = await shop.CallAsync(new HttpMethod(function.Methods.Single()), Routes.PathOf(function)["/api/".Length..] + "?dry_run=true");

            Assert.Equal((function.Name, HttpStatusCode.BadRequest), (function.Name, status));
            Assert.Equal("dry_run", problem!["parameter"]!.GetValue<string>());
        }

        Assert.Equal(1, shop.Count("users"));
    }

    [Fact]
    public async Task Every_described_parameter_is_known_and_no_other_is()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.AddLeads(1);
        var document = JsonNode.Parse(OpenApiDocument.Read())!;

        foreach (var (path, operations) in document["paths"]!.AsObject().Where(path => path.Value!["get"]?["parameters"] is JsonArray && !path.Key.Contains("channel", StringComparison.Ordinal)))
        {
            var described = operations!["get"]!["parameters"]!.AsArray().Where(one => one!["in"]!.GetValue<string>() == "query").Select(one => one!["name"]!.GetValue<string>()).ToArray();
            if (!described.Contains("limit", StringComparer.Ordinal))
                continue;

            var (_, problem) = await shop.CallAsync(HttpMethod.Get, path[1..].Replace("{id}", "1", StringComparison.Ordinal) + "?nothing=1");

            var known = problem!["detail"]!.GetValue<string>().Split(": ")[1].TrimEnd('.').Split(", ");
            Assert.Equal((path, string.Join(' ', described.Order(StringComparer.Ordinal))), (path, string.Join(' ', known.Order(StringComparer.Ordinal))));
        }
    }

    [Theory]
    [InlineData("leads?lable=hot", "lable", "label")]
    [InlineData("leads?Min-Score=40", "Min-Score", "min_score")]
    [InlineData("messages?untill=2026-03-01", "untill", "until")]
    [InlineData("conversations?wating=true", "wating", "waiting")]
    [InlineData("leads/1/messages?cursr=x", "cursr", "cursor")]
    public async Task A_mistyped_parameter_is_answered_with_the_nearest_name(string path, string name, string nearest)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);

        var (status, problem) = await shop.CallAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(name, problem!["parameter"]!.GetValue<string>());
        Assert.Contains($"Did you mean {nearest}?", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_may_be_a_parameter_of_every_route()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.AddLeads(1);

        Assert.Equal(HttpStatusCode.OK, (await shop.CallAsync(HttpMethod.Get, "leads?code=x")).Status);
        Assert.Equal(HttpStatusCode.OK, (await shop.CallAsync(HttpMethod.Get, "leads/1?code=x")).Status);
    }

    [Theory]
    [InlineData("leads", "leads?sort=recent")]
    [InlineData("leads?sort=recent", "leads")]
    [InlineData("leads?stage=intake", "leads?stage=lost")]
    [InlineData("leads", "leads?label=hot")]
    [InlineData("leads?sort=recent", "messages")]
    [InlineData("leads/1/activities", "leads/2/activities")]
    public async Task A_cursor_of_another_list_sort_or_filter_is_refused(string mine, string other)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.AddLeads(2);

        var (status, problem) = await shop.CallAsync(HttpMethod.Get, Cursors.Add(other, [5, 7], of: mine));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("cursor", problem!["parameter"]!.GetValue<string>());
        Assert.Contains("another list, sort or filter", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await shop.CallAsync(HttpMethod.Get, Cursors.Add(mine, [5, 7]))).Status);
    }

    [Fact]
    public async Task A_cursor_holds_with_another_limit_and_another_order_of_the_parameters()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.AddLeads(5);
        var page = await shop.GetAsync("leads?stage=intake&active=true&limit=2");

        var rest = await shop.GetAsync($"leads?active=true&cursor={page["next"]}&stage=intake&limit=200");

        Assert.Equal([3, 2, 1], rest["items"]!.AsArray().Select(item => item!["id"]!.GetValue<long>()));
    }

    [Theory]
    [InlineData("2026-03-01", "", "2026-03-01T00:00:00Z")]
    [InlineData("2026-03-01", "Africa/Cairo", "2026-02-28T22:00:00Z")]
    [InlineData("2026-07-01T10:30", "Africa/Cairo", "2026-07-01T07:30:00Z")]
    [InlineData("2026-07-01T10:30:00Z", "Africa/Cairo", "2026-07-01T10:30:00Z")]
    [InlineData("2026-07-01T10:30:00+02:00", "Africa/Cairo", "2026-07-01T08:30:00Z")]
    [InlineData("2026-04-24", "Africa/Cairo", "2026-04-23T22:00:00Z")]
    public void A_time_without_an_offset_is_one_of_the_named_zone(string text, string zone, string utc)
    {
        var time = Query(("since", text), ("tz", zone)).Time("since");

        Assert.Equal(DateTime.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal), time);
        Assert.Equal(DateTimeKind.Utc, time!.Value.Kind);
    }

    [Theory]
    [InlineData("leads?tz=Cairo", "tz", "Africa/Cairo")]
    [InlineData("leads?since=2026-03-01T14:00:00+02:00", "since", "%2B")]
    [InlineData("messages?until=0001-01-01&tz=Africa/Cairo", "until", "ISO 8601")]
    [InlineData("leads?q=%E3%E4%EC", "q", "%D9%85")]
    public async Task What_a_url_does_not_hold_is_said_in_the_detail(string path, string name, string detail)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);

        var (status, problem) = await shop.CallAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(name, problem!["parameter"]!.GetValue<string>());
        Assert.Contains(detail, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leads_of_an_ad_or_a_post_are_those_whom_its_list_counts()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.Store(context => context.AddRange(
            new Post { FacebookPostId = "p_1", PostType = PostType.Ad }, new AdCampaign { FacebookAdId = "a_1" }, new AdCampaign { FacebookAdId = "a_2" }));
        shop.AddLeads(lead => lead.FirstAdId = 1, lead => lead.FirstPostId = 1, _ => { }, lead => lead.FirstAdId = 2);
        shop.Store(context => context.Add(new Message { UserId = 3, AdId = 1, PostId = 1, SenderId = "1", RecipientId = "2" }));

        Assert.Equal("3 1", await shop.IdsAsync("leads?ad_id=1", limit: 1));
        Assert.Equal("3 1", await shop.IdsAsync("leads?ad_id=1&sort=recent", limit: 1));
        Assert.Equal("3 2", await shop.IdsAsync("leads?post_id=1"));
        Assert.Equal("3", await shop.IdsAsync("leads?post_id=1&ad_id=1"));
        Assert.Equal(2, (await shop.GetAsync("ad-campaigns/1"))["people"]!.GetValue<long>());
    }

    [Fact]
    public async Task Since_and_until_bound_the_last_message()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        foreach (var day in (int[])[1, 2, 3])
            shop.AddLeads(lead => (lead.LastMessageAt, lead.LeadScore) = (new DateTime(2026, 2, day, 0, 0, 0, DateTimeKind.Utc), 10 * day));
        shop.AddLeads(1);

        Assert.Equal("3 2", await shop.IdsAsync("leads?since=2026-02-02", limit: 1));
        Assert.Equal("2 1", await shop.IdsAsync("leads?until=2026-02-03&sort=recent", limit: 1));
        Assert.Equal("2", await shop.IdsAsync("leads?since=2026-02-02&until=2026-02-03"));
        Assert.Equal("3 2", await shop.IdsAsync("leads?since=2026-02-02T02:00&tz=Africa/Cairo"));
    }

    private static QueryReader Query(params (string Name, string Value)[] parameters)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = QueryString.Create(parameters.Where(one => one.Value.Length > 0).Select(one => new KeyValuePair<string, string?>(one.Name, one.Value)));
        return new QueryReader(context.Request);
    }
}
