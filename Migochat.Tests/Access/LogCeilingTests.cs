using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Migochat.Tests.LocalHost;

namespace Migochat.Tests.Access;

public sealed class LogCeilingTests
{
    [Theory]
    [InlineData("Logging:LogLevel:Default")]
    [InlineData("Logging:LogLevel:Microsoft")]
    [InlineData("Logging:LogLevel:Microsoft.AspNetCore")]
    [InlineData("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics")]
    [InlineData("Logging:LogLevel:microsoft.aspnetcore.server.kestrel")]
    [InlineData("Logging:LogLevel:Microsoft.AspNetCore.*")]
    [InlineData("Logging:Migochat.Tests.LocalHost.LogLines:LogLevel:Default")]
    [InlineData("Logging:Migochat.Tests.LocalHost.LogLines:LogLevel:Microsoft.AspNetCore.Hosting")]
    public void No_configuration_makes_the_web_framework_print_request_lines(string setting)
    {
        using var lines = new LogLines();
        using var provider = Services(lines, (setting, "Trace")).BuildServiceProvider();
        var logs = provider.GetRequiredService<ILoggerFactory>();

        foreach (var category in (string[])["Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.Server.Kestrel.BadRequests"])
        {
            Assert.False(logs.CreateLogger(category).IsEnabled(LogLevel.Information));
            Assert.True(logs.CreateLogger(category).IsEnabled(LogLevel.Warning));
        }
    }

    [Fact]
    public void What_is_stricter_stays_and_the_rest_is_the_operators()
    {
        using var lines = new LogLines();
        using var provider = Services(
            lines,
            ("Logging:LogLevel:Default", "Trace"),
            ("Logging:LogLevel:Microsoft.AspNetCore.Routing", "None")).BuildServiceProvider();
        var logs = provider.GetRequiredService<ILoggerFactory>();

        Assert.True(logs.CreateLogger("Migochat.Anything").IsEnabled(LogLevel.Trace));
        Assert.False(logs.CreateLogger("Microsoft.AspNetCore.Routing.Matching").IsEnabled(LogLevel.Critical));
    }

    private static ServiceCollection Services(LogLines lines, params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([.. settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value))]).Build();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddConfiguration(configuration.GetSection("Logging")).AddProvider(lines));
        services.AddMigochat(configuration);
        return services;
    }
}
