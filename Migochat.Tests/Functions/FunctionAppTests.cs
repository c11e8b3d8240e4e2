using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Functions.Hosting;
using Migochat.Health;
using Migochat.LocalHost.Routing;
using Migochat.Tests.LocalHost;

namespace Migochat.Tests.Functions;

/// <summary>The worker as it is wired, without the Functions host.</summary>
public sealed class FunctionAppTests
{
    [Fact]
    public void Every_function_can_be_made()
    {
        using var app = FunctionApp.Build([]);

        foreach (var type in FunctionCatalogue.AppTypes.Where(type => type.GetMethod("Run") is not null))
            Assert.NotNull(ActivatorUtilities.CreateInstance(app.Services, type));
    }

    [Fact]
    public async Task Without_a_database_to_use_it_serves_nothing_and_says_once_why()
    {
        using var log = new LogLines();
        using var app = FunctionApp.Build(["--Functions:Worker:HostEndpoint=http://127.0.0.1:1"], services => services.AddLogging(logging => logging.ClearProviders().AddProvider(log)));
        var checks = app.Services.GetServices<IHostedService>().Where(service => service.GetType().Assembly == typeof(FunctionApp).Assembly);

        foreach (var check in checks)
            await check.StartAsync(CancellationToken.None);

        Assert.False(await app.Services.GetRequiredService<MigochatDatabase>().IsReadyInTimeAsync(CancellationToken.None));
        Assert.Equal("The database is not prepared (the log has the reason).", await app.Services.GetRequiredService<ServiceHealth>().WhyNotReadyAsync(CancellationToken.None));
        Assert.StartsWith("Error: The database could not be prepared: ConnectionStrings__Migochat is missing.", Assert.Single(log.All), StringComparison.Ordinal);
    }
}
