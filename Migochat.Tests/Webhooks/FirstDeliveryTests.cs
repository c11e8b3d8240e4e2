using System.Net;
using Microsoft.Extensions.DependencyInjection;
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

    private static void PrepareNothing(IServiceCollection services) =>
        services.Remove(services.Single(service => service.ImplementationFactory is Func<IServiceProvider, Startup>));
}
