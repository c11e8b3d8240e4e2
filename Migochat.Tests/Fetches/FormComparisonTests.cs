using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Migochat.Data;
using Migochat.Fetches;
using Migochat.LocalHost.FakeMeta;
using Migochat.Tests.Graph;

namespace Migochat.Tests.Fetches;

/// <summary>Every night the list of a form's leads is compared with the leads that are stored.</summary>
public sealed class FormComparisonTests
{
    private const string Form = "1029384756473829";
    private const string Known = "1183746529102938";
    private const string Missing = "1183746529100200";

    [Fact]
    public async Task A_lead_whose_webhook_never_came_is_taken_from_the_list_with_its_answers()
    {
        await using var shop = await OpenAsync(Known, Missing);

        await NightAsync(shop);

        var messages = shop.Shop.Read(context => context.Messages.OrderBy(message => message.Id).ToList());
        Assert.Equal(["lead:" + Known, "lead:" + Missing], messages.Select(message => message.FacebookMessageId));
        Assert.Contains("\"answers\"", messages[1].MessageMetadata, StringComparison.Ordinal);
        Assert.NotNull(shop.Shop.Read(context => context.Users.Single(user => user.Id == messages[1].UserId).FirstName));
        Assert.Equal(1, shop.Graph.Calls.To($"/{Known}"));
    }

    [Fact]
    public async Task A_webhook_that_comes_after_the_list_changes_nothing()
    {
        await using var shop = await OpenAsync(Known, Missing);
        await NightAsync(shop);
        var before = shop.Shop.Rows("SELECT * FROM users");

        Assert.Equal(HttpStatusCode.OK, await shop.Shop.SendAsync(WebhookOf(Missing, shop.Shop.Time.GetUtcNow())));
        await FetchAsync(shop);

        Assert.Equal(before, shop.Shop.Rows("SELECT * FROM users"));
        Assert.Equal((2L, 1), (shop.Shop.Count("messages"), shop.Graph.Calls.To($"/{Missing}")));
    }

    [Fact]
    public async Task The_last_ninety_days_are_asked_for_once_a_night()
    {
        await using var shop = await OpenAsync(Known);
        await NightAsync(shop);
        await FetchAsync(shop);

        var call = Assert.Single(shop.Graph.Calls.Latest, call => call.Path == $"/{Form}/leads");
        var since = new DateTimeOffset(2025, 12, 2, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        Assert.Equal($$"""[{"field":"time_created","operator":"GREATER_THAN","value":{{since}}}]""", call.Query("filtering"));
        Assert.InRange(Row(shop).DueAt, new DateTime(2026, 3, 3, 0, 1, 0, DateTimeKind.Utc), new DateTime(2026, 3, 3, 1, 0, 0, DateTimeKind.Utc));
        await NightAsync(shop);
        Assert.Equal(2, shop.Graph.Calls.To($"/{Form}/leads"));
    }

    [Fact]
    public async Task A_list_goes_on_where_it_stopped()
    {
        await using var shop = await OpenAsync([Known, .. Enumerable.Range(0, 120).Select(id => $"77700{id}")]);
        shop.Graph.Faults.Next(call => call.Query("after") == "100", FakeFault.Silent(500, isTaken: false), times: 2);

        await NightAsync(shop);
        Assert.Equal((100L, "100", "TEMPORARY"), (shop.Shop.Count("messages"), Row(shop).Cursor, Row(shop).ErrorKind));
        shop.Shop.Time.Advance(TimeSpan.FromMinutes(1));
        await FetchAsync(shop);

        Assert.Equal((121L, null, null), (shop.Shop.Count("messages"), Row(shop).Cursor, Row(shop).ErrorKind));
        Assert.Equal(["", "100", "100", "100"], shop.Graph.Calls.Latest.Where(call => call.Path == $"/{Form}/leads").Select(call => call.Query("after")));
    }

    [Fact]
    public async Task A_page_that_Meta_no_longer_knows_lets_the_list_begin_anew_the_next_night()
    {
        await using var shop = await OpenAsync([Known, .. Enumerable.Range(0, 120).Select(id => $"77700{id}")]);
        // Once for all fields, once for fewer.
        shop.Graph.Faults.Next(call => call.Query("after") == "100", FakeFault.Refusal(100), times: 2);
        await NightAsync(shop);
        Assert.Equal((FetchState.Pending, null, "MALFORMED"), (Row(shop).State, Row(shop).Cursor, Row(shop).ErrorKind));

        await NightAsync(shop);

        Assert.Equal((121L, null), (shop.Shop.Count("messages"), Row(shop).LastError));
    }

    [Fact]
    public async Task Somebody_who_was_erased_does_not_come_back_by_the_list()
    {
        await using var shop = await OpenAsync(Known);
        shop.Graph.Objects[$"{Form}/leads"] = new JsonObject { ["data"] = new JsonArray(new JsonObject { ["id"] = Known, ["created_time"] = "2026-03-01T11:54:55+0000" }) };
        await shop.Shop.CallAsync(HttpMethod.Delete, "leads/1");
        Assert.Equal(0L, shop.Shop.Count("users"));

        await NightAsync(shop);

        Assert.Equal((0L, 0L), (shop.Shop.Count("users"), shop.Shop.Count("messages")));
        Assert.Equal(1, shop.Graph.Calls.To($"/{Form}/leads"));
    }

    [Fact]
    public async Task A_form_that_may_not_be_listed_says_so()
    {
        await using var shop = await OpenAsync(Known);
        shop.Graph.Faults.Next(call => call.Path == $"/{Form}/leads", FakeFault.Refusal(200), times: 2);

        await NightAsync(shop);

        Assert.Equal((FetchState.Failed, "NOT_PERMITTED"), (Row(shop).State, Row(shop).ErrorKind));
    }

    /// <summary>A shop with one lead, whose form's list has these.</summary>
    private static async Task<GraphShop> OpenAsync(params string[] leads)
    {
        var shop = await GraphShop.OpenAsync();
        Assert.Equal(HttpStatusCode.OK, await shop.Shop.SendAsync(Repository.Read("Migochat.Tests/Payloads/leadgen/from-an-ad.json")));
        shop.Graph.Forms[Form] = leads;
        await FetchAsync(shop);
        return shop;
    }

    private static async Task NightAsync(GraphShop shop)
    {
        var now = shop.Shop.Time.GetUtcNow();
        shop.Shop.Time.Advance(now.Date.AddDays(1).AddHours(1) - now.DateTime);
        await FetchAsync(shop);
    }

    private static Task FetchAsync(GraphShop shop) => shop.Shop.Service<Fetcher>().RunAsync(CancellationToken.None);

    private static Fetch Row(GraphShop shop) => shop.Shop.Read(context => context.Fetches.Single(fetch => fetch.Kind == FetchKinds.FormLeads));

    private static string WebhookOf(string lead, DateTimeOffset time) => Texts.Envelope("page", GraphShop.Page, "changes", new JsonObject
    {
        ["field"] = "leadgen",
        ["value"] = new JsonObject { ["leadgen_id"] = lead, ["page_id"] = GraphShop.Page, ["form_id"] = Form, ["created_time"] = time.ToUnixTimeSeconds() },
    }).Json();
}
