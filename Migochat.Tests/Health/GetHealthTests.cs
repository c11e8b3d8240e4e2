using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Migochat.Data;
using Migochat.Functions.Timers;
using Migochat.Health;
using Migochat.LocalHost.Routing;
using Migochat.Webhooks;

namespace Migochat.Tests.Health;

public sealed class GetHealthTests
{
    [Theory]
    [InlineData("", null, "{\"status\":\"ok\"}")]
    [InlineData("?ready", null, "{\"status\":\"ok\"}")]
    [InlineData("", "no-admin-key", "{\"status\":\"ok\"}")]
    public async Task Anybody_learns_that_it_runs_and_no_more(string query, string? adminKey, string expected)
    {
        await using var shop = await Shop.OpenAsync();

        Assert.Equal((HttpStatusCode.OK, expected), await GetAsync(shop, query, adminKey));
    }

    [Fact]
    public async Task Without_an_app_secret_it_is_not_ready()
    {
        await using var shop = await Shop.OpenAsync(("fb_app_secret", ""), ("whatsapp_app_secret", ""), ("instagram_app_secret", ""));

        var refused = (HttpStatusCode.ServiceUnavailable, "{\"status\":\"unavailable\",\"reason\":\"No app secret is known, so no delivery can be verified.\"}");
        Assert.Equal(refused, await GetAsync(shop, "?ready", null));
        Assert.Equal(refused, await GetAsync(shop, "", "an-admin-key"));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(shop, "", null)).Status);
    }

    [Theory]
    [InlineData(8, "SqliteException 8: the file or its disk is read-only")]
    [InlineData(13, "SqliteException 13: the disk is full")]
    [InlineData(14, "SqliteException 14: the file can't be opened, being missing, moved or without rights, or because no file descriptor is left")]
    public async Task A_database_that_could_not_be_written_is_not_ready_until_a_delivery_is_stored_or_a_minute_has_passed(int error, string code)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        var exception = new SqliteException("a text that may quote a row", error);
        var refused = (HttpStatusCode.ServiceUnavailable, $"{{\"status\":\"unavailable\",\"reason\":\"The database can't be written ({code}).\"}}");

        shop.Service<IntakeOutage>().Begin(exception);
        Assert.Equal(refused, await GetAsync(shop, "?ready", "an-admin-key"));
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem()).Json());
        Assert.Equal((HttpStatusCode.OK, "{\"status\":\"ok\"}"), await GetAsync(shop, "?ready", null));

        shop.Service<IntakeOutage>().Begin(exception);
        shop.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(refused, await GetAsync(shop, "?ready", null));
        shop.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(shop, "?ready", null)).Status);
    }

    [SqliteFact("its file is moved away")]
    public async Task The_answer_to_anybody_is_kept_for_a_second_and_the_operators_is_not()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(shop, "?ready", null)).Status);
        File.Move(shop.File, shop.File + ".away");

        Assert.Equal(HttpStatusCode.OK, (await GetAsync(shop, "?ready", null)).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await GetAsync(shop, "?ready", "an-admin-key")).Status);
        shop.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await GetAsync(shop, "?ready", null)).Status);
    }

    [Fact]
    public async Task With_the_admin_key_it_says_how_it_is()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem(), Texts.MessengerItem(), new System.Text.Json.Nodes.JsonObject()).Json());
        shop.Time.Advance(TimeSpan.FromSeconds(90));

        var (status, body) = await GetAsync(shop, "", "an-admin-key");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            "{\"status\":\"ok\",\"details\":{\"last_webhook_age_seconds\":90,\"queue_depth\":0,\"dead_letters\":1,\"leads_due\":1,"
            + "\"timers_last_ran\":{\"FetchFromGraph\":null,\"MarkInactiveConversations\":null,\"PurgeExpired\":null,\"RescoreLeads\":null,\"SendReplies\":null},\"missing_settings\":[\"public_base_url\"],"
            + "\"events\":{\"message\":{\"stored\":1,\"duplicate\":1},\"unrecognised\":{\"dead_lettered\":1}},\"events_since\":\"2026-03-01T12:00:00Z\","
            + "\"last_events\":{\"facebook_message\":\"2026-03-01T12:00:00Z\",\"unrecognised\":\"2026-03-01T12:00:00Z\"},\"hints\":[\"Messenger: customers wrote in the last 7 days, but no echo of an "
            + "answer came. Nobody may have answered, or the field message_echoes is not subscribed; then customers seem to wait for ever.\"],"
            + "\"outbox\":{\"by_state\":{},\"oldest_queued_seconds\":null,\"last_errors\":{}},"
            + "\"fetches\":{\"by_state\":{},\"oldest_due_seconds\":null,\"last_errors\":{}},\"tokens\":[]}}",
            body.Replace("\"duplicate\":1,\"stored\":1", "\"stored\":1,\"duplicate\":1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_shows_when_a_timer_last_ran_and_what_is_set_is_not_missing()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false, ("public_base_url", "https://shop.example"));
        var timer = ActivatorUtilities.CreateInstance<PurgeExpired>(shop.Service<IServiceProvider>());

        await timer.Run(new TimerInfo(), CancellationToken.None);
        shop.Time.Advance(TimeSpan.FromHours(1));

        var (_, body) = await GetAsync(shop, "", "an-admin-key");
        Assert.Contains("\"PurgeExpired\":\"2026-03-01T12:00:00Z\",\"RescoreLeads\":null,\"SendReplies\":null},\"missing_settings\":[]", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_when_an_event_of_each_kind_last_came_and_a_replay_is_none()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage()], [Texts.Contact()]).Json(), secret: Shop.WhatsAppSecret);
        await shop.SendAsync(Texts.Messenger(new System.Text.Json.Nodes.JsonObject()).Json());
        shop.Time.Advance(TimeSpan.FromMinutes(1));
        var echo = Texts.MessengerItem("m_1", sender: Texts.PageId);
        (echo["recipient"]!["id"], echo["message"]!["is_echo"]) = ("6543210987654321", true);
        await shop.SendAsync(Texts.Messenger(echo).Json());
        await shop.CallAsync(HttpMethod.Post, "dead-letters/1/replay");

        var (_, body) = await GetAsync(shop, "", "an-admin-key");

        JsonAssert.Equal(
            """{ "facebook_echo": "2026-03-01T12:01:00Z", "unrecognised": "2026-03-01T12:00:00Z", "whatsapp_message": "2026-03-01T12:00:00Z" }""",
            System.Text.Json.Nodes.JsonNode.Parse(body)!["details"]!["last_events"]);
    }

    [Theory]
    [InlineData(6, true, "")]
    [InlineData(6, false, "message_echoes")]
    [InlineData(8, false, "")]
    public async Task It_hints_at_echoes_that_never_come(int daysAgo, bool isAnswered, string hint)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        var at = shop.Time.GetUtcNow().UtcDateTime.AddDays(-daysAgo);
        shop.Store(context => context.Add(new Message { SenderId = "1", RecipientId = "2", Timestamp = at }));
        if (isAnswered)
            shop.Store(context => context.Add(new Message { SenderId = "2", RecipientId = "1", Timestamp = at, Direction = MessageDirection.Outbound }));

        var (_, body) = await GetAsync(shop, "", "an-admin-key");

        var hints = System.Text.Json.Nodes.JsonNode.Parse(body)!["details"]!["hints"]!.AsArray();
        Assert.Equal(hint.Length > 0 ? 1 : 0, hints.Count);
        Assert.Contains(hint, hints.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_parameter_is_refused_because_its_answer_would_always_be_ok()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false, ("fb_app_secret", null), ("instagram_app_secret", null), ("whatsapp_app_secret", null));

        var (status, body) = await GetAsync(shop, "?raedy", null);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Did you mean ready?", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timer_that_failed_has_not_run()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        var runs = shop.Service<TimerRuns>();

        await Assert.ThrowsAsync<TimeoutException>(() => runs.RunAsync("PurgeExpired", _ => Task.FromException(new TimeoutException()), CancellationToken.None));

        Assert.Null(runs.Last["PurgeExpired"]);
    }

    [Fact]
    public void The_timers_are_those_of_the_functions() =>
        Assert.Equal(FunctionCatalogue.From(FunctionCatalogue.AppTypes).Timers.Select(timer => timer.Name), TimerRuns.Names);

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(Shop shop, string query, string? adminKey)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/health" + query);
        if (adminKey is not null)
            request.Headers.Add("X-Admin-Key", adminKey);
        using var response = await shop.Client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
