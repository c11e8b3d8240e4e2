using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Migochat.Data;
using Migochat.LocalHost;

namespace Migochat.Tests.Webhooks;

/// <summary>A host that prepares nothing before it listens, as the Functions host.</summary>
public sealed class FirstDeliveryTests
{
    [Fact]
    public async Task The_first_delivery_waits_for_the_preparation_and_is_stored()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false, PrepareNothing);

        Assert.Equal(HttpStatusCode.OK, await shop.SendAsync(Texts.Messenger(Texts.MessengerItem()).Json()));

        Assert.Equal(1, shop.Count("messages"));
    }

    [Fact]
    public async Task A_request_to_the_API_waits_too()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false, PrepareNothing);

        Assert.Equal(HttpStatusCode.OK, (await shop.CallAsync(HttpMethod.Get, "leads")).Status);
    }

    [SqliteFact("it refuses network shares")]
    public async Task Where_there_can_be_no_file_all_get_503_and_the_log_says_once_why()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false, services =>
        {
            PrepareNothing(services);
            services.AddSingleton(provider => new SqliteConnections(provider.GetRequiredService<IConfiguration>(), isOnNetwork: _ => true));
        });

        var delivery = Texts.Messenger(Texts.MessengerItem()).Json();
        using var refused = await shop.Client.SendAsync(Shop.Delivery(delivery));
        using var ready = await shop.Client.GetAsync("/api/health?ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), refused.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await shop.CallAsync(HttpMethod.Get, "leads")).Status);
        Assert.EndsWith("Let ConnectionStrings__Migochat name a file on a durable local disk.", Assert.Single(shop.Log.Errors), StringComparison.Ordinal);
    }

    private static void PrepareNothing(IServiceCollection services) =>
        services.Remove(services.Single(service => service.ImplementationFactory is Func<IServiceProvider, Startup>));
}
