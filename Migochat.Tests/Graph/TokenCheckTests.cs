using System.Text.Json.Nodes;
using Migochat.Graph;
using Migochat.LocalHost.FakeMeta;

namespace Migochat.Tests.Graph;

/// <summary>Meta is asked once a day about each token, and health shows what it said.</summary>
public sealed class TokenCheckTests
{
    private const string Page = "fb_page_access_token";

    [Fact]
    public async Task Every_token_is_shown_with_its_days_and_the_permissions_that_it_lacks()
    {
        await using var shop = await GraphShop.OpenAsync();
        shop.Graph.Objects["debug_token"] = Token(isValid: true, dataDays: 60, "pages_messaging", "whatsapp_business_messaging", "pages_manage_metadata");

        await CheckAsync(shop);

        var tokens = await TokensAsync(shop);
        Assert.Equal(
            [
                $$"""{"setting":"{{Page}}","account":null,"valid":true,"days_left":60,"missing_permissions":["pages_read_engagement","pages_read_user_content","pages_manage_engagement","leads_retrieval"],"reason":null,"checked_at":"2026-03-01T12:00:00Z"}""",
                """{"setting":"instagram_access_token","account":null,"valid":true,"days_left":null,"missing_permissions":[],"reason":null,"checked_at":"2026-03-01T12:00:00Z"}""",
                """{"setting":"whatsapp_access_token","account":null,"valid":true,"days_left":60,"missing_permissions":["whatsapp_business_management"],"reason":null,"checked_at":"2026-03-01T12:00:00Z"}""",
            ],
            tokens.Select(token => token.Json()));
    }

    [Fact]
    public async Task A_page_that_serves_an_Instagram_account_needs_its_permissions_too()
    {
        await using var shop = await GraphShop.OpenAsync(("instagram_access_token", ""));
        shop.Graph.Objects["debug_token"] = Token(isValid: true, dataDays: 60, "pages_messaging", "pages_manage_metadata", "pages_read_engagement", "pages_read_user_content", "pages_manage_engagement", "leads_retrieval");

        await CheckAsync(shop);

        Assert.Equal("""["instagram_basic","instagram_manage_messages","instagram_manage_comments"]""", (await TokensAsync(shop))[0]["missing_permissions"]!.Json());
    }

    [Fact]
    public async Task A_token_is_asked_about_once_a_day_and_a_new_one_at_once()
    {
        await using var shop = await GraphShop.OpenAsync((Page, "104512345678901:one,two"), ("instagram_access_token", ""), ("whatsapp_access_token", ""));

        await CheckAsync(shop);
        shop.Shop.Time.Advance(TimeSpan.FromHours(23));
        await CheckAsync(shop);
        Assert.Equal(["one", "two"], Asked(shop));
        shop.Shop.Time.Advance(TimeSpan.FromHours(1));
        await CheckAsync(shop);
        Assert.Equal(["one", "two", "one", "two"], Asked(shop));

        await Leads.Calls.SendJsonAsync(shop.Shop, HttpMethod.Put, $"settings/{Page}", """{"value":"two,three"}""");
        await CheckAsync(shop);

        Assert.Equal(["one", "two", "one", "two", "three"], Asked(shop));
        Assert.Equal([null, null], (await TokensAsync(shop)).Select(token => token["account"]?.GetValue<string>()));
    }

    [Fact]
    public async Task Accounts_are_shown_with_their_tokens()
    {
        await using var shop = await GraphShop.OpenAsync((Page, "104512345678901:one,two"), ("instagram_access_token", ""), ("whatsapp_access_token", ""));

        await CheckAsync(shop);

        Assert.Equal([null, "104512345678901"], (await TokensAsync(shop)).Select(token => token["account"]?.GetValue<string>()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("is_valid", "Error: A token of fb_page_access_token is not valid: Meta says that the token is no longer valid. Make a new one.")]
    [InlineData("expired", "Error: A token of fb_page_access_token is not valid:")]
    public async Task A_token_that_is_not_valid_is_an_error_in_the_log(string fault, string line)
    {
        await using var shop = await GraphShop.OpenAsync(("instagram_access_token", ""), ("whatsapp_access_token", ""));
        if (fault == "is_valid")
            shop.Graph.Objects["debug_token"] = Token(isValid: false, dataDays: 0);
        else
            shop.Graph.ExpiredTokens["fake-page-token"] = true;

        await CheckAsync(shop);

        Assert.False((await TokensAsync(shop))[0]["valid"]!.GetValue<bool>());
        Assert.Single(shop.Shop.Log.Errors, entry => entry.StartsWith(line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_that_ends_within_two_weeks_is_a_warning()
    {
        await using var shop = await GraphShop.OpenAsync(("instagram_access_token", ""), ("whatsapp_access_token", ""));
        shop.Graph.Objects["debug_token"] = Token(isValid: true, dataDays: 13);

        await CheckAsync(shop);

        Assert.Equal(13, (await TokensAsync(shop))[0]["days_left"]!.GetValue<int>());
        Assert.Single(shop.Shop.Log.All, line => line.StartsWith("Warning: A token of fb_page_access_token ends at 2026-03-14", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_Meta_can_not_be_asked_the_state_is_unknown_and_asked_again_after_an_hour()
    {
        await using var shop = await GraphShop.OpenAsync(("instagram_access_token", ""), ("whatsapp_access_token", ""));
        shop.Graph.Faults.Next(call => call.Path == "/debug_token", FakeFault.Refusal(100));

        await CheckAsync(shop);
        var unknown = (await TokensAsync(shop))[0];
        shop.Shop.Time.Advance(TimeSpan.FromHours(1));
        await CheckAsync(shop);

        Assert.Null(unknown["valid"]);
        Assert.NotEmpty(unknown["reason"]!.GetValue<string>());
        Assert.True((await TokensAsync(shop))[0]["valid"]!.GetValue<bool>());
    }

    [Fact]
    public async Task The_app_asks_where_its_id_is_set_and_the_token_itself_where_the_app_may_not()
    {
        await using var shop = await GraphShop.OpenAsync(("fb_app_id", "1234"), ("fb_app_secret", "secret"), ("instagram_access_token", ""));
        shop.Graph.Faults.Next(call => call.Token == "1234|secret" && call.Query("input_token") == "fake-whatsapp-token", FakeFault.Refusal(100));

        await CheckAsync(shop);

        Assert.Equal(["1234|secret", "1234|secret", "fake-whatsapp-token"], shop.Graph.Calls.Latest.Select(call => call.Token));
        Assert.All(await TokensAsync(shop), token => Assert.True(token["valid"]!.GetValue<bool>()));
    }

    private static Task CheckAsync(GraphShop shop) => shop.Shop.Service<TokenChecks>().RunAsync(CancellationToken.None);

    private static async Task<JsonNode[]> TokensAsync(GraphShop shop) =>
        [.. (await shop.Shop.CallAsync(HttpMethod.Get, "health")).Body!["details"]!["tokens"]!.AsArray().Select(token => token!)];

    private static string[] Asked(GraphShop shop) => [.. shop.Graph.Calls.Latest.Select(call => call.Query("input_token"))];

    private static JsonObject Token(bool isValid, int dataDays, params string[] scopes) => new()
    {
        ["data"] = new JsonObject
        {
            ["is_valid"] = isValid,
            ["expires_at"] = 0,
            ["data_access_expires_at"] = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddDays(dataDays).ToUnixTimeSeconds(),
            ["scopes"] = new JsonArray([.. scopes.Select(scope => JsonValue.Create(scope))]),
        },
    };
}
