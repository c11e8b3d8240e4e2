using System.Net;
using Migochat.Data;
using Migochat.Tests.Api;

namespace Migochat.Tests.Leads;

/// <summary>Lists of leads: order, pages, filters.</summary>
public sealed class LeadListTests
{
    [Fact]
    public async Task By_score_the_highest_comes_first_and_of_equals_the_newest()
    {
        await using var shop = await Shop.OpenAsync();
        shop.AddLeads(Scores(10, 80, 40, 80, 40));

        Assert.Equal("4 2 5 3 1", await shop.IdsAsync("leads"));
        Assert.Equal("4 2 5 3 1", await shop.IdsAsync("leads?sort=score", limit: 200));
    }

    [Fact]
    public async Task By_recency_who_never_wrote_comes_last()
    {
        await using var shop = await Shop.OpenAsync();
        var day = new DateTime(2026, 2, 3, 0, 0, 0, DateTimeKind.Utc);
        foreach (var last in (DateTime?[])[day.AddDays(-2), null, day.AddMicroseconds(1), null, day.AddMicroseconds(1), day.AddMicroseconds(2), null])
            shop.AddLeads(lead => lead.LastMessageAt = last);

        foreach (var limit in (int[])[1, 2, 3, 7])
            Assert.Equal("6 5 3 1 7 4 2", await shop.IdsAsync("leads?sort=recent", limit));
    }

    [Fact]
    public async Task What_is_added_meanwhile_neither_repeats_nor_hides_a_lead()
    {
        await using var shop = await Shop.OpenAsync();
        shop.AddLeads(Scores(30, 20, 10));
        var page = await shop.GetAsync("leads?limit=2");

        shop.AddLeads(Scores(40, 20, 5));

        var rest = await shop.GetAsync($"leads?cursor={page["next"]}");
        Assert.Equal([3, 6], rest["items"]!.AsArray().Select(item => item!["id"]!.GetValue<long>()));
    }

    [Theory]
    [InlineData("stage=nurture", "1")]
    [InlineData("label=warm", "2")]
    [InlineData("type=vip", "3")]
    [InlineData("source=ad_message", "4")]
    [InlineData("platform=instagram", "5")]
    [InlineData("governorate=kafr_el_sheikh", "6")]
    [InlineData("min_score=90", "7")]
    [InlineData("active=false", "8")]
    [InlineData("stage=nurture&active=true&sort=recent", "1")]
    [InlineData("min_score=90&sort=recent&platform=facebook", "7")]
    public async Task A_filter_leaves_those_who_fit(string filter, string id)
    {
        await using var shop = await Shop.OpenAsync();
        shop.AddLeads(
            lead => lead.LeadStage = LeadStage.Nurture,
            lead => lead.CustomerLabel = CustomerLabel.Warm,
            lead => lead.CustomerType = CustomerType.Vip,
            lead => lead.FirstSource = MessageSource.AdMessage,
            lead => lead.Platform = Platform.Instagram,
            lead => lead.Governorate = Governorate.KafrElSheikh,
            lead => lead.LeadScore = 90,
            lead => lead.IsActive = false);

        Assert.Equal(id, await shop.IdsAsync($"leads?{filter}"));
    }

    [Theory]
    [InlineData("stage=INTAKE", "stage", "intake, nurture, convert, qualified, unqualified, lost")]
    [InlineData("label=", "label", "hot, warm, cold")]
    [InlineData("type=old", "type", "new, returning, vip")]
    [InlineData("source=tv", "source", "direct_message, post_comment")]
    [InlineData("platform=telegram", "platform", "facebook, instagram, whatsapp")]
    [InlineData("governorate=paris", "governorate", "cairo, giza")]
    [InlineData("min_score=101", "min_score", "0 to 100")]
    [InlineData("active=1", "active", "true, false")]
    [InlineData("sort=name", "sort", "score, recent")]
    [InlineData("limit=201", "limit", "1 to 200")]
    [InlineData("cursor=1", "cursor", "next")]
    [InlineData("stage=intake&stage=lost", "stage", "intake")]
    public async Task A_parameter_that_is_not_understood_is_named(string query, string parameter, string allowed)
    {
        await using var shop = await Shop.OpenAsync();

        var (status, problem) = await shop.CallAsync(HttpMethod.Get, $"leads?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(parameter, problem!["parameter"]!.GetValue<string>());
        Assert.Contains(allowed, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_of_any_numbers_is_no_error()
    {
        await using var shop = await Shop.OpenAsync();
        shop.AddLeads(lead => lead.LastMessageAt = new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal(HttpStatusCode.OK, (await shop.CallAsync(HttpMethod.Get, Cursors.Add("leads?sort=recent", [long.MaxValue, long.MaxValue]))).Status);
        Assert.Equal(HttpStatusCode.OK, (await shop.CallAsync(HttpMethod.Get, Cursors.Add("messages", [long.MaxValue, 0]))).Status);
        Assert.Equal(HttpStatusCode.OK, (await shop.CallAsync(HttpMethod.Get, Cursors.Add("conversations", [7, long.MaxValue, 0]))).Status);
    }

    [Theory]
    [InlineData("leads")]
    [InlineData("leads/1")]
    [InlineData("leads/1/messages")]
    [InlineData("leads/1/activities")]
    [InlineData("leads/1/conversations")]
    [InlineData("conversations")]
    [InlineData("messages")]
    public async Task It_wants_the_function_key_and_no_other(string path)
    {
        await using var shop = await Shop.OpenAsync();
        shop.AddLeads(1);

        using var refused = await shop.Client.GetAsync(new Uri($"/api/{path}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await shop.CallAsync(HttpMethod.Get, path, adminKey: null)).Status);
    }

    private static Action<User>[] Scores(params int[] scores) => [.. scores.Select(score => (Action<User>)(lead => lead.LeadScore = score))];
}
