using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Primitives;
using Migochat.Settings;

namespace Migochat.Tests.Settings;

public sealed class KeyVaultTests
{
    private static readonly int SensitiveKeys = SettingCatalogue.All.Count(setting => setting.IsSensitive);

    [Fact]
    public async Task Rows_and_app_settings_come_before_the_vault_and_what_is_not_sensitive_never_comes_from_it()
    {
        await using var vault = await TestVault.StartAsync(
            ("fb-app-secret", "vault"), ("fb-verify-token", "vault"), ("admin-key", "vault"), ("whatsapp-app-secret", "vault"), ("lead-scoring-threshold", "90"));
        await using var shop = await VaultShop.OpenAsync(vault, ("whatsapp_app_secret", " "), ("fb_app_secret", "app setting"), ("fb_verify_token", "app setting"));
        Write(shop, "fb_app_secret", "row");

        var settings = await shop.Service<SettingsReader>().CurrentAsync(CancellationToken.None);

        Assert.Equal(("row", SettingSource.Database), (settings.Value("fb_app_secret"), settings.Source("fb_app_secret")));
        Assert.Equal(("app setting", SettingSource.AppSetting), (settings.Value("fb_verify_token"), settings.Source("fb_verify_token")));
        Assert.Equal(("vault", SettingSource.KeyVault), (settings.Value("whatsapp_app_secret"), settings.Source("whatsapp_app_secret")));
        Assert.Equal(("75", SettingSource.Default), (settings.Value("lead_scoring_threshold"), settings.Source("lead_scoring_threshold")));
        Assert.Equal(SensitiveKeys, vault.Asked);
    }

    [Fact]
    public async Task Where_a_row_goes_the_vault_counts_at_once_even_if_it_fails_by_then()
    {
        await using var vault = await TestVault.StartAsync(("fb-app-secret", "from-the-vault"));
        await using var shop = await VaultShop.OpenAsync(vault);
        Write(shop, "fb_app_secret", "from-the-row");
        Assert.Equal((200, 401), (await shop.DeliverAsync("from-the-row"), await shop.DeliverAsync("from-the-vault")));

        vault.IsDown = true;
        Write(shop, "fb_app_secret", null);
        await shop.Service<SettingsReader>().RefreshAsync(CancellationToken.None);

        Assert.Equal((401, 200), (await shop.DeliverAsync("from-the-row"), await shop.DeliverAsync("from-the-vault")));
    }

    [Fact]
    public async Task What_came_counts_although_another_secret_hangs()
    {
        await using var vault = await TestVault.StartAsync(("fb-app-secret", Shop.Secret));
        vault.Instead = context => context.Request.Path.StartsWithSegments("/secrets/fb-app-secret", StringComparison.Ordinal)
            ? TestVault.WriteAsync(context, 200, $$"""{"value":"{{Shop.Secret}}"}""")
            : vault.BeSilentAsync(context.RequestAborted);
        await using var shop = await VaultShop.OpenByTheClockAsync(vault);

        Assert.Equal(200, await shop.DeliverAsync());
        await shop.Log.UntilAsync("no answer in time: fb_verify_token");
    }

    [Fact]
    public async Task A_vault_that_wants_to_be_left_alone_is()
    {
        await using var vault = await TestVault.StartAsync(("fb-app-secret", Shop.Secret));
        await using var shop = await VaultShop.OpenAsync(vault);
        await shop.DeliverAsync();
        vault.Instead = context =>
        {
            context.Response.Headers.RetryAfter = "100";
            return TestVault.WriteAsync(context, 429, "{}");
        };
        shop.Time.Advance(TimeSpan.FromSeconds(30));
        await shop.Log.UntilAsync("HTTP 429");
        var asked = vault.Asked;
        vault.Heal();

        for (var second = 5; second < 99; second += 5)
        {
            await shop.PassAsync();
            Assert.Equal((200, asked), (await shop.DeliverAsync(), vault.Asked));
        }

        await shop.PassAsync();
        await shop.Log.UntilAsync("answers for every secret again");
        Assert.Equal(asked + SensitiveKeys, vault.Asked);
    }

    [Fact]
    public async Task Many_who_come_at_once_and_many_refreshes_are_one_round()
    {
        await using var vault = await TestVault.StartAsync(("fb-app-secret", Shop.Secret));
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        vault.Instead = async context =>
        {
            await open.Task;
            await TestVault.WriteAsync(context, 200, $$"""{"value":"{{Shop.Secret}}"}""");
        };
        await using var shop = await VaultShop.OpenAsync(vault);

        var deliveries = Enumerable.Range(0, 32).Select(_ => shop.DeliverAsync()).ToList();
        var refreshes = Enumerable.Range(0, 32).Select(_ => Task.Run(() => shop.Service<KeyVaultSecrets>().RefreshAsync(CancellationToken.None))).ToList();
        while (vault.Asked < SensitiveKeys)
            await Task.Yield();
        open.SetResult();

        await Task.WhenAll(refreshes);
        Assert.All(await Task.WhenAll(deliveries), answer => Assert.Equal(200, answer));
        Assert.Equal(SensitiveKeys, vault.Asked);
        Assert.Equal(32, shop.Count("messages"));
    }

    [Fact]
    public async Task A_host_ends_while_a_round_hangs()
    {
        await using var vault = await TestVault.StartAsync(("fb-app-secret", Shop.Secret));
        var shop = await VaultShop.OpenAsync(vault);
        await shop.DeliverAsync();
        vault.Instead = context => vault.BeSilentAsync(context.RequestAborted);
        shop.Time.Advance(TimeSpan.FromSeconds(30));
        await vault.Silent;

        await shop.DisposeAsync();

        Assert.Empty(shop.Log.Errors);
        Assert.DoesNotContain(shop.Log.All, line => line.Contains("Key Vault did not", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_exception_ends_the_refresh()
    {
        await using var vault = await TestVault.StartAsync(("fb-app-secret", Shop.Secret));
        FailingConfiguration? configuration = null;
        await using var shop = await VaultShop.OpenAsync(vault, services => services.Replace(
            ServiceDescriptor.Singleton<IConfiguration>(configuration = new FailingConfiguration(Configuration(services)))));
        Assert.Equal(200, await shop.DeliverAsync());

        configuration!.Fails = true;
        shop.Time.Advance(TimeSpan.FromSeconds(30));
        await shop.Log.UntilAsync("Error: The settings could not be refreshed");
        Assert.Equal(200, await shop.DeliverAsync());
        configuration.Fails = false;
        vault.Secrets["fb-app-secret"] = "another";

        while (await shop.DeliverAsync("another") != 200)
            await shop.PassAsync();
        Assert.Equal(401, await shop.DeliverAsync());
    }

    [Fact]
    public async Task Rows_that_cannot_be_read_stay_as_they_were()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false, ("fb_app_secret", "app setting"));
        Write(shop, "fb_app_secret", "row");
        Assert.Equal(200, await shop.DeliverAsync("row"));

        Run(shop, "ALTER TABLE app_settings RENAME TO elsewhere");
        await shop.Service<SettingsReader>().RefreshAsync(CancellationToken.None);
        await shop.Service<SettingsReader>().RefreshAsync(CancellationToken.None);
        Assert.Equal((200, 401), (await shop.DeliverAsync("row"), await shop.DeliverAsync("app setting")));
        Run(shop, "ALTER TABLE elsewhere RENAME TO app_settings");
        await shop.Service<SettingsReader>().RefreshAsync(CancellationToken.None);

        Assert.Single(shop.Log.All, line => line.Contains("could not be read; the last known ones stay", StringComparison.Ordinal));
        Assert.Single(shop.Log.All, line => line.Contains("can be read again", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://shop.vault.azure.net")]
    [InlineData("shop.vault.azure.net")]
    [InlineData("https://shop.vault.azure.net/secrets/fb-app-secret")]
    [InlineData("https://somebody:password@shop.vault.azure.net")]
    [InlineData("https://")]
    [InlineData("::")]
    public async Task An_address_that_is_none_is_told_and_no_vault_is_asked(string address)
    {
        await using var shop = await Shop.OpenAsync(("KeyVault:Uri", address));

        Assert.Equal(200, await shop.DeliverAsync());
        Assert.False(shop.Service<KeyVaultSecrets>().IsConfigured);
        var line = Assert.Single(shop.Log.Errors);
        Assert.Contains("KeyVault__Uri", line, StringComparison.Ordinal);
        Assert.DoesNotContain("password", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_credential_that_cannot_be_made_is_told_and_tried_again()
    {
        await using var vault = await TestVault.StartAsync(("fb-app-secret", Shop.Secret));
        var access = new BrokenAccess(vault);
        await using var shop = await VaultShop.OpenAsync(vault, services => services.Replace(ServiceDescriptor.Singleton<IVaultAccess>(access)));

        Assert.Equal(503, await shop.DeliverAsync());
        await shop.Log.UntilAsync("no client (InvalidOperationException)");
        access.Works = true;

        while (await shop.DeliverAsync() != 200)
            await shop.PassAsync();
    }

    private static void Write(Shop shop, string key, string? value) => Run(shop, value is null
        ? $"DELETE FROM app_settings WHERE key = '{key}'"
        : $"INSERT INTO app_settings (key, value, updated_by) VALUES ('{key}', '{value}', 'test')");

    private static void Run(Shop shop, string sql)
    {
        using var database = shop.Database();
        database.Run(sql);
    }

    private static IConfiguration Configuration(IServiceCollection services) =>
        (IConfiguration)(services.Last(service => service.ServiceType == typeof(IConfiguration)) switch
        {
            { ImplementationInstance: { } instance } => instance,
            { ImplementationFactory: { } make } => make(null!),
            _ => throw new InvalidOperationException("The host has no configuration."),
        });

    private sealed class FailingConfiguration(IConfiguration inner) : IConfiguration
    {
        public bool Fails { get; set; }

        public string? this[string key]
        {
            get => Fails ? throw new InvalidOperationException("No configuration.") : inner[key];
            set => inner[key] = value;
        }

        public IEnumerable<IConfigurationSection> GetChildren() => inner.GetChildren();

        public IChangeToken GetReloadToken() => inner.GetReloadToken();

        public IConfigurationSection GetSection(string key) => inner.GetSection(key);
    }

    private sealed class BrokenAccess(TestVault vault) : IVaultAccess
    {
        public bool Works { get; set; }

        public Azure.Core.TokenCredential Credential() => Works ? vault : throw new InvalidOperationException("No such identity.");

        public Azure.Security.KeyVault.Secrets.SecretClientOptions Options() => vault.Options();
    }
}
