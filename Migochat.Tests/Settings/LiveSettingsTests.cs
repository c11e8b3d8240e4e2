using System.Net;
using Migochat.Messaging;
using Migochat.Settings;
using Migochat.Tests.Leads;

namespace Migochat.Tests.Settings;

/// <summary>What is set over HTTP holds for the next request and the next run of a timer.</summary>
public sealed class LiveSettingsTests
{
    [Theory]
    [InlineData("fb_app_secret")]
    [InlineData("whatsapp_app_secret")]
    [InlineData("instagram_app_secret")]
    public async Task App_secrets(string key)
    {
        await using var shop = await Shop.OpenAsync();
        Task<HttpStatusCode> Send(string secret) => shop.SendAsync(key switch
        {
            "fb_app_secret" => Texts.Messenger(Texts.MessengerItem()).Json(),
            "whatsapp_app_secret" => Texts.WhatsApp([Texts.WhatsAppMessage()]).Json(),
            _ => Texts.Instagram().Json(),
        }, secret: secret);

        await shop.PutAsync(key, "set-a, set-b");
        var set = (await Send("set-a"), await Send("set-b"), await Send(key == "fb_app_secret" ? Shop.Secret : "other"));
        await shop.CallAsync(HttpMethod.Delete, $"settings/{key}");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Unauthorized), set);
        Assert.Equal(HttpStatusCode.Unauthorized, await Send("set-a"));
    }

    [Theory]
    [InlineData("fb_verify_token")]
    [InlineData("whatsapp_verify_token")]
    public async Task Verify_tokens(string key)
    {
        await using var shop = await Shop.OpenAsync();
        async Task<HttpStatusCode> Shake() =>
            (await shop.Client.GetAsync(new Uri("/api/webhooks?hub.mode=subscribe&hub.verify_token=set&hub.challenge=1", UriKind.Relative))).StatusCode;
        var before = await Shake();

        await shop.PutAsync(key, "set");

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (before, await Shake()));
    }

    [Fact]
    public async Task The_admin_key()
    {
        await using var shop = await Shop.OpenAsync();

        await shop.PutAsync("admin_key", "set");

        Assert.Equal(HttpStatusCode.Unauthorized, (await shop.CallAsync(HttpMethod.Get, "settings")).Status);
        Assert.Equal(HttpStatusCode.OK, (await shop.CallAsync(HttpMethod.Delete, "settings/admin_key", adminKey: "set")).Status);
        Assert.Equal(HttpStatusCode.OK, (await shop.CallAsync(HttpMethod.Get, "settings")).Status);
    }

    [Theory]
    [InlineData("fb_page_ids", Texts.PageId)]
    [InlineData("instagram_account_ids", Texts.InstagramId)]
    [InlineData("whatsapp_phone_number_ids", Texts.PhoneNumberId)]
    public async Task Our_accounts(string key, string ours)
    {
        await using var shop = await Shop.OpenAsync();
        var body = key switch
        {
            "fb_page_ids" => Texts.Messenger(Texts.MessengerItem()),
            "instagram_account_ids" => Texts.Instagram(),
            _ => Texts.WhatsApp([Texts.WhatsAppMessage()]),
        };

        await shop.PutAsync(key, "1");
        await shop.SendAsync(body.Json());
        var none = shop.Count("messages");
        await shop.PutAsync(key, $"1,{ours}");
        await shop.SendAsync(body.Json());

        Assert.Equal((0, 1), (none, shop.Count("messages")));
    }

    [Theory]
    [InlineData("conversation_idle_hours", 1, 0)]
    [InlineData("user_inactive_after_days", 0, 1)]
    public async Task Times_of_silence(string key, int conversations, int persons)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false, ("conversation_idle_hours", "240"));
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem()).Json());
        shop.Time.Advance(TimeSpan.FromDays(2));
        var sweep = shop.Service<ConversationSweep>();
        var before = await sweep.RunAsync(CancellationToken.None);

        await shop.PutAsync(key, "1");

        Assert.Equal((0, 0), before);
        Assert.Equal((conversations, persons), await sweep.RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Retention()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        var settings = shop.Service<SettingsReader>();
        var before = (await settings.CurrentAsync(CancellationToken.None)).Retention;

        await shop.PutAsync("retention_days", "400");

        Assert.Equal((null, TimeSpan.FromDays(400)), (before, (await settings.CurrentAsync(CancellationToken.None)).Retention));
    }

    [Fact]
    public async Task A_row_of_another_instance_holds_within_half_a_minute()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.GetAsync("settings");
        var settings = shop.Service<SettingsReader>();
        shop.Rows("INSERT INTO app_settings (key, value) VALUES ('lead_warm_threshold', '35')");

        // In steps, since the refresh runs beside this test.
        for (var i = 0; i < 20_000 && (await settings.CurrentAsync(CancellationToken.None)).ScoringThresholds.Warm != 35; i++)
        {
            shop.Time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        Assert.Equal(35, (await settings.CurrentAsync(CancellationToken.None)).ScoringThresholds.Warm);
    }
}
