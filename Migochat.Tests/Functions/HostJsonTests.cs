using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Migochat.Access;
using Migochat.LocalHost.Routing;
using Migochat.Tests.LocalHost;

namespace Migochat.Tests.Functions;

/// <summary>What host.json asks of the Functions host.</summary>
public sealed class HostJsonTests
{
    [Fact]
    public void What_the_host_answers_itself_has_the_headers_of_every_other_answer()
    {
        using var file = JsonDocument.Parse(Repository.Read("host.json"));
        var headers = file.RootElement.GetProperty("extensions").GetProperty("http").GetProperty("customHeaders").EnumerateObject();

        Assert.Equal(SecurityHeaders.All, headers.Select(header => (header.Name, header.Value.GetString()!)));
    }

    [Fact]
    public void The_lines_that_the_functions_log_get_through()
    {
        using var log = NewLog(out var services);

        // The host's category for what the worker logs while it runs a function.
        Assert.All(Names(), name => Assert.True(log.CreateLogger($"Function.{name}.User").IsEnabled(LogLevel.Information)));
        services.Dispose();
    }

    [Fact]
    public void The_lines_that_the_host_logs_for_every_call_do_not()
    {
        using var log = NewLog(out var services);

        string[] categories = ["Microsoft.AspNetCore.Hosting.Diagnostics", "Host.Results", .. Names().Select(name => $"Function.{name}")];
        Assert.All(categories, category => Assert.False(log.CreateLogger(category).IsEnabled(LogLevel.Information)));
        services.Dispose();
    }

    private static IEnumerable<string> Names()
    {
        var functions = FunctionCatalogue.From(FunctionCatalogue.AppTypes);
        return [.. functions.Http.Select(function => function.Name), .. functions.Timers.Select(function => function.Name)];
    }

    private static ILoggerFactory NewLog(out ServiceProvider services)
    {
        var configuration = new ConfigurationBuilder().AddJsonFile(Path.Combine(Repository.Root, "host.json")).Build();
        services = new ServiceCollection()
            .AddLogging(logging => logging.AddConfiguration(configuration.GetSection("logging")).AddProvider(new LogLines()))
            .BuildServiceProvider();
        return services.GetRequiredService<ILoggerFactory>();
    }
}
