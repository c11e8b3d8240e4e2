using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using static Migochat.Tests.Privacy.SignedRequests;

namespace Migochat.Tests.Privacy;

/// <summary>Meta's privacy callbacks over HTTP, signed as Meta signs them.</summary>
public sealed class CallbackTests
{
    private const string Person = "6543210987654321";

    private static readonly (string Key, string? Value) Address = ("public_base_url", "https://shop.example/");

    [Fact]
    public async Task A_wish_to_be_deleted_erases_the_person_and_gives_a_code_to_follow_it()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false, Address);
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem(sender: Person)).Json());

        var (status, answer) = await PostAsync(shop, "data-deletion", Signed(Person));

        Assert.Equal(HttpStatusCode.OK, status);
        var code = (string)answer!["confirmation_code"]!;
        Assert.Matches("^[0-9a-f]{32}$", code);
        Assert.Equal($"https://shop.example/api/privacy/deletions/{code}", (string)answer["url"]!);
        Assert.Equal((0, 0, 0), (shop.Count("users"), shop.Count("messages"), shop.Count("user_identities")));
        var (found, page) = await GetAsync(shop, code, "application/json");
        Assert.Equal(
            (HttpStatusCode.OK, $$"""{"code":"{{code}}","status":"completed","requested_at":"2026-03-01T12:00:00Z","completed_at":"2026-03-01T12:00:00Z"}"""),
            (found, page));
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem(sender: Person)).Json());
        Assert.Equal(0, shop.Count("messages"));
    }

    [Fact]
    public async Task Without_a_public_address_nobody_is_erased_and_the_answer_names_the_setting()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem(sender: Person)).Json());

        var (status, answer) = await PostAsync(shop, "data-deletion", Signed(Person));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("public_base_url", (string)answer!["detail"]!, StringComparison.Ordinal);
        Assert.Equal((1, 0), (shop.Count("messages"), shop.Count("deletion_requests")));
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(shop, "data-deletion", Signed(Person, secret: "not-ours"))).Status);
    }

    [Fact]
    public async Task Who_is_not_known_gets_a_code_too_and_their_old_messages_are_refused()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false, Address);

        var (status, answer) = await PostAsync(shop, "data-deletion", Signed(Person));
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem(sender: Person)).Json());
        await shop.SendAsync(Texts.Instagram(sender: Person).Json());

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal((0, 1), (shop.Count("users"), shop.Count("deletion_requests")));
    }

    [Fact]
    public async Task The_same_wish_again_gives_the_same_code_and_takes_nothing_that_came_later()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false, Address);
        var first = await PostAsync(shop, "data-deletion", Signed(Person));
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem(sender: Person, time: Texts.Before + 360_000)).Json());

        var again = await PostAsync(shop, "data-deletion", Signed(Person));
        var later = await PostAsync(shop, "data-deletion", Signed(Person, Issued + 1));

        Assert.Equal((string)first.Body!["confirmation_code"]!, (string)again.Body!["confirmation_code"]!);
        Assert.NotEqual((string)first.Body["confirmation_code"]!, (string)later.Body!["confirmation_code"]!);
        Assert.Equal((0, 2), (shop.Count("messages"), shop.Count("deletion_requests")));
    }

    [Fact]
    public async Task Taking_permissions_away_is_noted_and_erases_nothing()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false, Address);
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem(sender: Person)).Json());

        var first = await PostAsync(shop, "deauthorize", Signed(Person));
        var again = await PostAsync(shop, "deauthorize", Signed(Person));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.Status, again.Status));
        Assert.Equal((1, 0), (shop.Count("messages"), shop.Count("erasures")));
        var noted = shop.Read(context => context.DeletionRequests.Single());
        Assert.Equal("deauthorize", noted.Kind);
        Assert.DoesNotContain(Person, JsonSerializer.Serialize(noted), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(shop, noted.Code, "application/json")).Status);
    }

    public static TheoryData<string?, HttpStatusCode> Refused => new()
    {
        { null, HttpStatusCode.BadRequest },
        { "", HttpStatusCode.BadRequest },
        { "no-dot", HttpStatusCode.BadRequest },
        { "a.b.c", HttpStatusCode.BadRequest },
        { Signed(Person) + "=", HttpStatusCode.BadRequest },
        { Signed(Person).Replace('-', '+').Replace('_', '/') + "/", HttpStatusCode.BadRequest },
        { " " + Signed(Person), HttpStatusCode.BadRequest },
        { new string('a', 5000) + Signed(Person), HttpStatusCode.BadRequest },
        { new string('a', 10_000) + Signed(Person), HttpStatusCode.BadRequest },
        { Signed(Person, secret: "another"), HttpStatusCode.Unauthorized },
        { Signed(Person, secret: Shop.WhatsAppSecret), HttpStatusCode.Unauthorized },
        { Signed(Person)[..43] + Payload($$"""{"algorithm":"HMAC-SHA256","issued_at":{{Issued}},"user_id":"1"}"""), HttpStatusCode.BadRequest },
        { Signed(Person)[..44] + Payload($$"""{"algorithm":"HMAC-SHA256","issued_at":{{Issued}},"user_id":"1"}"""), HttpStatusCode.Unauthorized },
        { Sign($$"""{"algorithm":"HMAC-SHA1","issued_at":{{Issued}},"user_id":"1"}"""), HttpStatusCode.BadRequest },
        { Sign($$"""{"algorithm":"hmac-sha256","issued_at":{{Issued}},"user_id":"1"}"""), HttpStatusCode.BadRequest },
        { Sign($$"""{"issued_at":{{Issued}},"user_id":"1"}"""), HttpStatusCode.BadRequest },
        { Sign("""{"algorithm":"HMAC-SHA256","user_id":"1"}"""), HttpStatusCode.BadRequest },
        { Sign("""{"algorithm":"HMAC-SHA256","issued_at":1893456000,"user_id":"1"}"""), HttpStatusCode.BadRequest },
        { Signed(Person, Issued - 86_401), HttpStatusCode.BadRequest },
        { Sign($$"""{"issued_at":{{Issued}},"algorithm":"HMAC-SHA256"}"""), HttpStatusCode.BadRequest },
        { Sign($$"""{"user_id":{},"algorithm":"HMAC-SHA256","issued_at":{{Issued}},"x":1}"""), HttpStatusCode.BadRequest },
        { Sign("[]"), HttpStatusCode.BadRequest },
        { Sign("no json"), HttpStatusCode.BadRequest },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_this_app_did_not_sign_or_Meta_would_not_is_refused(string? request, HttpStatusCode expected)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false, Address);

        foreach (var callback in (string[])["data-deletion", "deauthorize"])
            Assert.Equal(expected, (await PostAsync(shop, callback, request)).Status);

        Assert.Equal((0, 0), (shop.Count("deletion_requests"), shop.Count("erasures")));
    }

    [Fact]
    public async Task Every_secret_that_is_live_signs_and_a_number_is_an_id()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false, ("fb_app_secret", "old, new"), Address);

        foreach (var secret in (string[])["old", "new"])
            Assert.Equal(HttpStatusCode.OK, (await PostAsync(shop, "data-deletion", Sign($$"""{"user_id":{{Person}},"algorithm":"HMAC-SHA256","issued_at":{{Issued}}}""", secret))).Status);

        Assert.Equal(1, shop.Count("deletion_requests"));
    }

    [Fact]
    public async Task Without_a_secret_nothing_is_believed()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false, ("fb_app_secret", null));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await PostAsync(shop, "data-deletion", Signed(Person))).Status);
    }

    [Fact]
    public async Task People_see_a_page_in_their_languages()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false, Address);
        var code = (string)(await PostAsync(shop, "data-deletion", Signed(Person))).Body!["confirmation_code"]!;

        var (status, page) = await GetAsync(shop, code, "text/html,application/xhtml+xml");
        var (missing, other) = await GetAsync(shop, new string('0', 32), "text/html");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (status, missing));
        Assert.Contains("تم حذف كل البيانات يوم 2026-03-01.", page, StringComparison.Ordinal);
        Assert.Contains("All data was deleted on 2026-03-01.", page, StringComparison.Ordinal);
        Assert.Contains("There is no request with this code.", other, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(shop, "x", "application/json")).Status);
    }

    private static async Task<(HttpStatusCode Status, JsonNode? Body)> PostAsync(Shop shop, string callback, string? signed)
    {
        using var form = new FormUrlEncodedContent(signed is null ? [] : [new("signed_request", signed)]);
        using var response = await shop.Client.PostAsync($"/api/privacy/{callback}", form);
        var body = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, body.Length == 0 ? null : JsonNode.Parse(body));
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(Shop shop, string code, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/privacy/deletions/{code}");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await shop.Client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
