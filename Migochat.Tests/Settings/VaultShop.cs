using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Migochat.Settings;

namespace Migochat.Tests.Settings;

/// <summary>Shops whose secrets are in a vault.</summary>
internal static class VaultShop
{
    private static int _sent;

    /// <summary>A shop whose clock stands until the test moves it. Its only app secret is the vault's.</summary>
    public static Task<Shop> OpenAsync(TestVault vault, params (string Key, string? Value)[] settings) => OpenAsync(vault, _ => { }, settings);

    /// <summary>A shop that runs by the real clock.</summary>
    public static Task<Shop> OpenByTheClockAsync(TestVault vault) =>
        OpenAsync(vault, services => services.Replace(ServiceDescriptor.Singleton(TimeProvider.System)));

    public static Task<Shop> OpenAsync(TestVault vault, Action<IServiceCollection> replace, params (string Key, string? Value)[] settings) => Shop.OpenAsync(
        withTimers: true,
        services =>
        {
            services.Replace(ServiceDescriptor.Singleton<IVaultAccess>(vault));
            replace(services);
        },
        [("KeyVault:Uri", $"https://{TestVault.HostName}"), ("fb_app_secret", null), ("whatsapp_app_secret", null), ("instagram_app_secret", null), .. settings]);

    /// <summary>Sends a message that nobody sent before.</summary>
    public static async Task<int> DeliverAsync(this Shop shop, string secret = Shop.Secret)
    {
        var number = Interlocked.Increment(ref _sent);
        return (int)await shop.SendAsync(Texts.Messenger(Texts.MessengerItem($"m_{number}", $"65432109876543{number % 40:00}", time: Texts.Before + number)).Json(), secret: secret);
    }

    /// <summary>A refresh, now. Where only the clock can end it, the clock is moved.</summary>
    public static async Task AskVaultAsync(this Shop shop, bool isSilent = false)
    {
        var refresh = shop.Service<KeyVaultSecrets>().RefreshAsync(CancellationToken.None);
        while (isSilent && !refresh.IsCompleted)
        {
            shop.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await refresh;
    }

    /// <summary>Five seconds pass; the shop itself begins a refresh that is due by then, and it ends.</summary>
    public static async Task PassAsync(this Shop shop)
    {
        var vault = shop.Service<KeyVaultSecrets>();
        shop.Time.Advance(TimeSpan.FromSeconds(5));
        while (vault.IsDue)
            await Task.Yield();
        await vault.LastRefresh;
    }
}
