using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Migochat.Settings;
using Migochat.Tests.Leads;

namespace Migochat.Tests.Settings;

public sealed class SettingsApiTests
{
    private static readonly (string Secret, string? Hint)[] Secrets =
    [
        ("0123456789abcdef", "…cdef"),
        ("0123456789abcde", null),
        ("0123456789abcdef,0123456789xyz", "…cdef, …"),
        ("curt,0123456789abcdef", "…, …cdef"),
        ("curt,terse", null),
        ("0123456789abc\U0001F511de", "…\U0001F511de"),
        ("0123456789ab\U0001F511cde", "…cde"),
    ];

    private static readonly (string Method, string Key, string Nearest)[] Misspelt =
    [
        ("GET", "lead_warm_treshold", "lead_warm_threshold"),
        ("PUT", "Fb-App-Secrets", "fb_app_secret"),
        ("DELETE", "page_ids", "fb_page_ids"),
        ("GET", "LEAD_WARM_THRESHOLD", "lead_warm_threshold"),
        ("GET", "%20admin_key", "admin_key"),
    ];

    private static readonly (string Body, string? Field)[] NotUnderstood =
    [
        ("", null),
        ("35", null),
        ("""["35"]""", null),
        ("""{"value":"35" """, null),
        ("{}", "value"),
        ("""{"value":null}""", "value"),
        ("""{"value":{}}""", "value"),
        ("""{"value":["35"]}""", "value"),
        ("""{"value":"\ud800"}""", "value"),
        ("""{"value":"35","reason":"why not"}""", "reason"),
    ];

    [Fact]
    public async Task A_setting_tells_where_its_value_comes_from_and_who_changed_it()
    {
        await using var shop = await Shop.OpenAsync(("lead_lost_after_days", "30"));

        var (_, before) = await shop.CallAsync(HttpMethod.Get, "settings/lead_lost_after_days");
        var (status, changed) = await shop.PutAsync("lead_lost_after_days", " 45 ", actor: "منى");
        var (_, after) = await shop.CallAsync(HttpMethod.Get, "settings/lead_lost_after_days");
        var (removedStatus, removed) = await shop.CallAsync(HttpMethod.Delete, "settings/lead_lost_after_days");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (status, removedStatus));
        Assert.Equal("30|app_setting|60|leads|False||", Text(before!));
        Assert.Equal("45|database|60|leads|False||2026-03-01T12:00:00Z منى set", Text(changed!));
        Assert.Equal(Text(changed!), Text(after!));
        Assert.Equal("30|app_setting|60|leads|False||2026-03-01T12:00:00Z admin removed", Text(removed!));
        Assert.Equal("Days without an inbound message after which a lead is lost.", after!["description"]!.GetValue<string>());
        Assert.Equal("A whole number of days from 1 to 3650.", after["rule"]!.GetValue<string>());
    }

    [Fact]
    public async Task All_are_listed_in_the_order_of_the_catalogue()
    {
        await using var shop = await Shop.OpenAsync();

        var page = await shop.GetAsync("settings");

        Assert.Equal(SettingCatalogue.All.Select(setting => setting.Key), page["items"]!.AsArray().Select(item => item!["key"]!.GetValue<string>()));
        Assert.Null(page["next"]);
    }

    [Fact]
    public async Task A_secret_is_never_shown_but_for_the_end_of_long_ones()
    {
        await using var shop = await Shop.OpenAsync();

        foreach (var (secret, hint) in Secrets)
            await AssertShownAsAsync(shop, secret, hint);
    }

    [Fact]
    public async Task A_secret_that_is_not_set_has_no_hint()
    {
        await using var shop = await Shop.OpenAsync();

        var shown = await shop.GetAsync("settings/gemini_api_key");

        Assert.Equal((false, "default"), (shown["is_set"]!.GetValue<bool>(), shown["source"]!.GetValue<string>()));
        Assert.Null(shown["hint"]);
    }

    [Fact]
    public async Task An_unknown_key_is_answered_with_the_nearest()
    {
        await using var shop = await Shop.OpenAsync();

        foreach (var (method, key, nearest) in Misspelt)
        {
            var (status, problem) = await shop.SendJsonAsync(new HttpMethod(method), $"settings/{key}", """{"value":"1"}""");

            Assert.Equal(HttpStatusCode.NotFound, status);
            Assert.Contains($"Did you mean {nearest}?", problem!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        }

        Assert.Equal(0, shop.Count("app_settings"));
    }

    [Fact]
    public async Task What_is_not_understood_changes_nothing()
    {
        await using var shop = await Shop.OpenAsync();

        foreach (var (body, field) in NotUnderstood)
        {
            var (status, problem) = await shop.SendJsonAsync(HttpMethod.Put, "settings/lead_warm_threshold", body);

            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Equal(field, problem!["field"]?.GetValue<string>());
        }

        Assert.Equal((0, 0), (shop.Count("app_settings"), shop.Count("setting_changes")));
    }

    [Theory]
    [InlineData("29", null, HttpStatusCode.UnprocessableEntity)]
    [InlineData(" 1 ", false, HttpStatusCode.UnprocessableEntity)]
    [InlineData("29", true, HttpStatusCode.OK)]
    [InlineData("30", null, HttpStatusCode.OK)]
    public async Task A_short_retention_wants_a_confirmation(string days, bool? confirm, HttpStatusCode expected)
    {
        await using var shop = await Shop.OpenAsync();
        var body = new JsonObject { ["value"] = days };
        if (confirm is not null)
            body["confirm"] = confirm;

        var (status, answer) = await shop.SendJsonAsync(HttpMethod.Put, "settings/retention_days", body.ToJsonString());

        Assert.Equal(expected, status);
        Assert.Equal(expected == HttpStatusCode.OK ? 1 : 0, shop.Count("app_settings"));
        if (expected != HttpStatusCode.OK)
        {
            Assert.Equal("confirm", answer!["field"]!.GetValue<string>());
            Assert.Contains("api/privacy/purge", answer["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_number_may_be_sent_as_one_and_a_body_may_be_too_large()
    {
        await using var shop = await Shop.OpenAsync();

        var (status, changed) = await shop.SendJsonAsync(HttpMethod.Put, "settings/lead_warm_threshold", """{"value":35}""");
        var (tooLarge, _) = await shop.PutAsync("lead_warm_threshold", new string('3', 300_000));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.RequestEntityTooLarge), (status, tooLarge));
        Assert.Equal("35", changed!["value"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_truth_may_be_sent_as_one()
    {
        await using var shop = await Shop.OpenAsync();

        var (status, changed) = await shop.SendJsonAsync(HttpMethod.Put, "settings/courtesy_waits", """{"value":true}""");

        Assert.Equal((HttpStatusCode.OK, "true"), (status, changed!["value"]!.GetValue<string>()));
    }

    [Fact]
    public async Task They_want_both_keys()
    {
        await using var shop = await Shop.OpenAsync();
        await using var closed = await Shop.OpenAsync();
        closed.Service<IConfiguration>()["admin_key"] = "";
        await closed.Service<SettingsReader>().RefreshAsync(CancellationToken.None);

        using var keyless = new HttpRequestMessage(HttpMethod.Get, "/api/settings") { Headers = { { "X-Admin-Key", Shop.AdminKey } } };
        using var answer = await shop.Client.SendAsync(keyless);
        Assert.Equal(401, (int)answer.StatusCode);

        foreach (var (method, path) in ((string, string)[])[("GET", "settings"), ("GET", "settings/admin_key"), ("PUT", "settings/admin_key"), ("DELETE", "settings/admin_key")])
        {
            Assert.Equal(401, (int)(await shop.CallAsync(new HttpMethod(method), path, adminKey: null)).Status);
            Assert.Equal(401, (int)(await shop.CallAsync(new HttpMethod(method), path, adminKey: "wrong")).Status);
            Assert.Equal(403, (int)(await closed.CallAsync(new HttpMethod(method), path)).Status);
        }

        Assert.Equal(0, shop.Count("app_settings"));
    }

    [Fact]
    public async Task Thresholds_are_held_against_what_the_other_one_is_then()
    {
        await using var shop = await Shop.OpenAsync(("lead_scoring_threshold", "60"));

        Assert.Equal(422, (int)(await shop.PutAsync("lead_warm_threshold", "51")).Status);
        Assert.Equal(200, (int)(await shop.PutAsync("lead_scoring_threshold", "90")).Status);
        Assert.Equal(200, (int)(await shop.PutAsync("lead_warm_threshold", "51")).Status);
        var (refused, problem) = await shop.CallAsync(HttpMethod.Delete, "settings/lead_scoring_threshold");
        Assert.Equal(200, (int)(await shop.CallAsync(HttpMethod.Delete, "settings/lead_warm_threshold")).Status);
        Assert.Equal(200, (int)(await shop.CallAsync(HttpMethod.Delete, "settings/lead_scoring_threshold")).Status);

        Assert.Equal(422, (int)refused);
        Assert.Contains("at least 10 above lead_warm_threshold", problem!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(4, shop.Count("setting_changes"));
    }

    [Fact]
    public async Task What_was_broken_by_hand_is_told_and_can_be_mended_either_way()
    {
        await using var shop = await Shop.OpenAsync(("lead_warm_threshold", "50"));
        shop.Rows("INSERT INTO app_settings (key, value, updated_at) VALUES ('lead_scoring_threshold', '55', '2026-02-01 10:00:00'), ('retention_days', 'a year', '2026-02-01 10:00:00')");
        var (hot, warm, retention) = (await ShownAsync("lead_scoring_threshold"), await ShownAsync("lead_warm_threshold"), await ShownAsync("retention_days"));

        var (set, _) = await shop.PutAsync("lead_scoring_threshold", "60");
        var mended = await ShownAsync("lead_warm_threshold");
        shop.Rows("UPDATE app_settings SET value = '55' WHERE key = 'lead_scoring_threshold'");
        var (removed, _) = await shop.CallAsync(HttpMethod.Delete, "settings/lead_scoring_threshold");

        Assert.Equal("75|default|75|leads|False|database|2026-02-01T10:00:00Z admin set", hot);
        Assert.Equal("40|default|40|leads|False|app_setting|", warm);
        Assert.Equal("|default||system|False|database|2026-02-01T10:00:00Z admin set", retention);
        Assert.Equal((HttpStatusCode.OK, "50|app_setting|40|leads|False||"), (set, mended));
        Assert.Equal((HttpStatusCode.OK, "75|default|75|leads|False||2026-03-01T12:00:00Z admin removed"), (removed, await ShownAsync("lead_scoring_threshold")));

        async Task<string> ShownAsync(string key) => Text(await shop.GetAsync($"settings/{key}"));
    }

    [SqliteFact("it takes any text for a time")]
    public async Task A_time_that_nobody_can_read_is_not_shown()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Rows("INSERT INTO app_settings (key, value, updated_at) VALUES ('retention_days', '90', 'yesterday')");

        Assert.Equal("90|database||system|False|| admin set", Text(await shop.GetAsync("settings/retention_days")));
    }

    private static async Task AssertShownAsAsync(Shop shop, string secret, string? hint)
    {
        var (_, changed) = await shop.PutAsync("whatsapp_app_secret", secret);
        var shown = await shop.GetAsync("settings/whatsapp_app_secret");
        var list = await shop.GetAsync("settings");

        Assert.Equal((true, "database", hint), (shown["is_set"]!.GetValue<bool>(), shown["source"]!.GetValue<string>(), shown["hint"]?.GetValue<string>()));
        Assert.Equal(shown.Json(), changed!.Json());
        Assert.Contains(list["items"]!.AsArray(), item => JsonNode.DeepEquals(item, shown));
        Assert.False(shown.AsObject().ContainsKey("value") || shown.AsObject().ContainsKey("default"));
        foreach (var part in secret.Split(','))
            Assert.DoesNotContain(part.Length < 16 ? part : part[..^4], list.Json(), StringComparison.Ordinal);
    }

    private static string Text(JsonNode item)
    {
        var change = item["last_change"] is { } last ? $"{last["at"]} {last["actor"]} {last["kind"]}" : "";
        return $"{item["value"]}|{item["source"]}|{item["default"]}|{item["category"]}|{item["sensitive"]!.GetValue<bool>()}|{item["ignored"]}|{change}";
    }
}
