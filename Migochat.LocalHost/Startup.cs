using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker;
using Migochat.Data;
using Migochat.LocalHost.Keys;
using Migochat.LocalHost.Routing;
using Migochat.LocalHost.Settings;
using Migochat.Webhooks;

namespace Migochat.LocalHost;

/// <summary>Prepares the database and then the keys beside it before the host listens, and prints the first lines once it listens.</summary>
internal sealed partial class Startup(
    MigochatDatabase database, FunctionCatalogue functions, IServiceProvider services, IServer server, ILogger<Startup> logger, string settingsSentence)
    : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        LogSettings(settingsSentence);
        await database.PrepareAsync(cancellationToken);
        services.GetRequiredService<FunctionKeys>();
        await services.GetRequiredService<SampleGuard>().LookAsync(cancellationToken);
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()!.Addresses;
        LogServing(addresses);
        foreach (var function in functions.Http) LogHttp(function.Name, function.MethodNames, function.Route, function.Level);
        foreach (var function in functions.Timers) LogTimer(function.Name, function.Trigger.Schedule);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Information, "{Sentence}")]
    private partial void LogSettings(string sentence);

    [LoggerMessage(2, LogLevel.Information, "  {Function}: {Methods} {Route} ({Level})")]
    private partial void LogHttp(string function, string methods, string route, AuthorizationLevel level);

    [LoggerMessage(3, LogLevel.Information, "  {Function}: timer {Schedule}")]
    private partial void LogTimer(string function, string schedule);

    [LoggerMessage(4, LogLevel.Information, "Serving {Addresses}")]
    private partial void LogServing(ICollection<string> addresses);
}
