using Microsoft.Extensions.DependencyInjection;
using Migochat.LocalHost.FakeMeta;

namespace Migochat.Tests.Graph;

/// <summary>A shop whose Graph API is the fake: the fake has the shop's clock and posts its webhooks, without a delay, to the shop.</summary>
internal sealed class GraphShop : IAsyncDisposable
{
    public const string Page = "104512345678901";
    public const string Instagram = "17841405309211844";
    public const string Number = "106540352242922";

    private GraphShop(FakeGraph graph, Shop shop) => (Graph, Shop) = (graph, shop);

    public FakeGraph Graph { get; }

    public Shop Shop { get; }

    /// <param name="settings">Besides those that lead to the fake.</param>
    public static Task<GraphShop> OpenAsync(params (string Key, string? Value)[] settings) => OpenAsync(_ => { }, settings);

    /// <param name="services">Replaces some of them.</param>
    /// <param name="settings">Besides those that lead to the fake.</param>
    public static async Task<GraphShop> OpenAsync(Action<IServiceCollection> services, params (string Key, string? Value)[] settings)
    {
        var graph = await FakeGraph.StartAsync(new FakeGraphOptions { After = default });
        var shop = await Shop.OpenAsync(withTimers: false, services, [.. graph.Settings.Select(setting => (setting.Key, setting.Value)), .. settings]);
        graph.Time = shop.Time;
        graph.Webhooks.SecretOf = _ => Shop.Secret;
        graph.Webhooks.Target = new Uri(shop.Client.BaseAddress!, "/api/webhooks/meta");
        return new GraphShop(graph, shop);
    }

    public async ValueTask DisposeAsync()
    {
        await Graph.DisposeAsync();
        await Shop.DisposeAsync();
    }
}
