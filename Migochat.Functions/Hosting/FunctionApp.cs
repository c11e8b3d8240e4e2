using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Migochat.Functions.Hosting;

/// <summary>Wires the worker, the process in which the Functions host runs the functions.</summary>
public static class FunctionApp
{
    /// <summary>A worker that is ready to start; only the Functions host can start one.</summary>
    /// <param name="args">The arguments that the host gave the process.</param>
    /// <param name="configureServices">Called last on the services, so that a test can replace any.</param>
    public static IHost Build(string[] args, Action<IServiceCollection>? configureServices = null)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        // Added first, so that it runs around all others: the web application's own middleware runs a function's result.
        builder.UseMiddleware<FailureMiddleware>();
        builder.ConfigureFunctionsWebApplication();
        // The Functions host logs a worker's line during a call under the function's name, so it can't tell the framework's
        // lines from ours.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.AddMigochat(builder.Configuration);
        builder.Services.AddHostedService<DatabaseCheck>();
        builder.Services.AddHostedService<TimeZoneCheck>();
        configureServices?.Invoke(builder.Services);
        return builder.Build();
    }
}
