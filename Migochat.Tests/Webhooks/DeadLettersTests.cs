using System.Net;
using System.Text.Json.Nodes;

namespace Migochat.Tests.Webhooks;

/// <summary>Looking at dead letters and discarding them.</summary>
public sealed class DeadLettersTests
{
    [Theory]
    [InlineData("GET", "dead-letters")]
    [InlineData("GET", "dead-letters/1")]
    [InlineData("POST", "dead-letters/1/replay")]
    [InlineData("DELETE", "dead-letters/1")]
    public async Task They_want_the_function_key_and_the_admin_key(string method, string path)
    {
        await using var shop = await Shop.OpenAsync(("admin_key", "old-key, new-key"));
        await shop.SendAsync(Unknown("first").Json());
        using var withoutKey = new HttpRequestMessage(new HttpMethod(method), $"/api/{path}");
        withoutKey.Headers.Add("X-Admin-Key", "new-key");

        using var refused = await shop.Client.SendAsync(withoutKey);
        var (missing, problem) = await shop.CallAsync(new HttpMethod(method), path, adminKey: null);
        var (wrong, _) = await shop.CallAsync(new HttpMethod(method), path, "old-key,new-key");

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (missing, wrong));
        Assert.Equal("The admin key is missing or wrong", problem!["title"]!.GetValue<string>());
        Assert.Equal("0", Assert.Single(shop.Rows("SELECT tries FROM dead_letters"))["tries"]);
        Assert.True((await shop.CallAsync(new HttpMethod(method), path, "old-key")).Status < HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Without_a_configured_admin_key_nobody_may_see_them()
    {
        await using var shop = await Shop.OpenAsync();
        var host = shop.Service<Microsoft.Extensions.Configuration.IConfiguration>();
        host["admin_key"] = "";
        await shop.Service<Migochat.Settings.SettingsReader>().RefreshAsync(CancellationToken.None);

        var (status, problem) = await shop.CallAsync(HttpMethod.Get, "dead-letters");

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("must set admin_key", problem!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_with_a_member_without_a_name_is_kept_and_its_neighbour_is_stored()
    {
        await using var shop = await Shop.OpenAsync();

        var status = await shop.SendAsync(Texts.Messenger(new JsonObject { [""] = 0 }, Texts.MessengerItem()).Json());

        Assert.Equal((HttpStatusCode.OK, 1, 1), (status, shop.Read(context => context.DeadLetters.Count()), shop.Read(context => context.Messages.Count())));
        Assert.Empty(shop.Log.Errors);
    }

    [Fact]
    public async Task A_list_is_newest_first_and_goes_on_where_the_page_before_ended()
    {
        await using var shop = await Shop.OpenAsync();
        foreach (var name in (string[])["first", "second", "third"])
            await shop.SendAsync(Unknown(name).Json());

        var (_, page) = await shop.CallAsync(HttpMethod.Get, "dead-letters?limit=2");
        await shop.SendAsync(Unknown("fourth").Json());
        var (_, rest) = await shop.CallAsync(HttpMethod.Get, $"dead-letters?limit=2&cursor={page!["next"]}");

        Assert.Equal(["messaging: third", "messaging: second"], ItemsOf(page));
        Assert.Equal(["messaging: first"], ItemsOf(rest!));
        Assert.Null(rest!["next"]);
    }

    [Fact]
    public async Task A_list_shows_kinds_and_names_of_members_and_nothing_personal()
    {
        await using var shop = await Shop.OpenAsync();
        await PoisonAsync(shop);
        var unknown = Texts.Messenger(new JsonObject
        {
            ["sender"] = new JsonObject { ["id"] = "6543210987654321" },
            ["from_the_future"] = new JsonObject { ["text"] = "عايزة أطلب" },
            ["201001112223"] = 1,
        });
        await shop.SendAsync(unknown.Json());
        var feed = Texts.Envelope("page", Texts.PageId, "changes", new JsonObject { ["field"] = "not_yet", ["value"] = new JsonObject { ["from"] = "منى" } });
        await shop.SendAsync(feed.Json());

        var (status, all) = await shop.CallAsync(HttpMethod.Get, "dead-letters");
        var (_, failed) = await shop.CallAsync(HttpMethod.Get, "dead-letters?kind=failed");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["changes: not_yet (from)", "messaging: from_the_future, ?", "messaging: message"], ItemsOf(all!));
        Assert.Equal(["messaging: message"], ItemsOf(failed!));
        Assert.Equal(
            $$"""{"id":3,"kind":"unrecognised","error":"{{shop.Rows("SELECT error FROM dead_letters WHERE id = 3")[0]["error"]}}","received_at":"2026-03-01T12:00:00Z","seen":1,"tries":0,"object":"page","items":["changes: not_yet (from)"]}""",
            all!["items"]![0]!.ToJsonString());
        Assert.DoesNotContain(["654321", "2010011", "poison\"", "عايزة", "منى"], part => all.Json().Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_is_shown_with_its_envelope_as_it_came()
    {
        await using var shop = await Shop.OpenAsync();
        var delivery = Texts.Messenger(new JsonObject { ["from_the_future"] = "BROKEN عايزة" });
        await shop.SendAsync(delivery.Json().Replace("BROKEN", "\\ud800", StringComparison.Ordinal));

        using var request = Shop.Request(HttpMethod.Get, "dead-letters/1");
        using var response = await shop.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        var row = shop.Rows("SELECT envelope, error FROM dead_letters")[0];
        Assert.Contains("\\ud800 عايزة", row["envelope"], StringComparison.Ordinal);
        Assert.Equal(
            $$"""{"id":1,"kind":"unrecognised","error":"{{row["error"]}}","received_at":"2026-03-01T12:00:00Z","seen":1,"tries":0,"envelope":{{row["envelope"]}}}""",
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_discarded_one_is_gone()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.SendAsync(Unknown("first").Json());

        var (discarded, _) = await shop.CallAsync(HttpMethod.Delete, "dead-letters/1");
        var (again, problem) = await shop.CallAsync(HttpMethod.Delete, "dead-letters/1");

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (discarded, again));
        Assert.Equal("There is no such dead letter", problem!["title"]!.GetValue<string>());
        Assert.Equal(0, shop.Count("dead_letters"));
    }

    [Theory]
    [InlineData("GET", "dead-letters/1")]
    [InlineData("GET", "dead-letters/first")]
    [InlineData("GET", "dead-letters/99999999999999999999")]
    [InlineData("POST", "dead-letters/1/replay")]
    [InlineData("POST", "dead-letters/-1/replay")]
    [InlineData("DELETE", "dead-letters/x")]
    public async Task What_is_not_there_answers_404(string method, string path)
    {
        await using var shop = await Shop.OpenAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await shop.CallAsync(new HttpMethod(method), path)).Status);
    }

    [Theory]
    [InlineData("limit=0", "limit", "1 to 200")]
    [InlineData("limit=201", "limit", "1 to 200")]
    [InlineData("limit=ten", "limit", "1 to 200")]
    [InlineData("limit=1&limit=2", "limit", "1 to 200")]
    [InlineData("limit=", "limit", "1 to 200")]
    [InlineData("cursor=x", "cursor", "next")]
    [InlineData("cursor=1.2", "cursor", "next")]
    [InlineData("cursor=-1", "cursor", "next")]
    [InlineData("cursor=99999999999999999999", "cursor", "next")]
    [InlineData("kind=FAILED", "kind", "unrecognised, failed")]
    [InlineData("kind=", "kind", "unrecognised, failed")]
    public async Task A_parameter_that_is_not_understood_is_named(string query, string parameter, string allowed)
    {
        await using var shop = await Shop.OpenAsync();

        var (status, problem) = await shop.CallAsync(HttpMethod.Get, $"dead-letters?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(parameter, problem!["parameter"]!.GetValue<string>());
        Assert.Contains(allowed, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_database_is_locked_nothing_is_discarded_and_nobody_reads_unrecorded()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.SendAsync(Unknown("first").Json());
        using (shop.LockDatabase())
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await shop.CallAsync(HttpMethod.Delete, "dead-letters/1")).Status);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await shop.CallAsync(HttpMethod.Get, "dead-letters/1")).Status);
            Assert.Equal(HttpStatusCode.OK, (await shop.CallAsync(HttpMethod.Get, "dead-letters")).Status);
        }

        Assert.Equal(0, shop.Count("operator_actions"));

        Assert.Equal(HttpStatusCode.NoContent, (await shop.CallAsync(HttpMethod.Delete, "dead-letters/1")).Status);
    }

    private static JsonObject Unknown(string name) => Texts.Messenger(new JsonObject { [name] = 1 });

    private static async Task PoisonAsync(Shop shop)
    {
        Poison.Add(shop, "INSERT", "messages");
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem("m_1", text: "poison")).Json());
    }

    private static IEnumerable<string> ItemsOf(JsonNode page) =>
        page["items"]!.AsArray().Select(item => Assert.Single(item!["items"]!.AsArray())!.GetValue<string>());
}
